-- prints one line of figures when wrk ends.
function done(summary, latency)
   local bad = summary.errors
   print(string.format("RESULT %.0f a second, p50 %.1f ms, p95 %.1f ms, p99 %.1f ms, %d answers, %d of them 4xx or 5xx, %d without answer",
      summary.requests / summary.duration * 1e6, latency:percentile(50) / 1000, latency:percentile(95) / 1000,
      latency:percentile(99) / 1000, summary.requests, bad.status, bad.connect + bad.read + bad.write + bad.timeout))
end
