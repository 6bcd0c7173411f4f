-- wrk: list, filters, search, measures, match and 1 % saves, each by another reader. Arguments: cookie, token of the form, slugs.
local words = {"补贴", "贷款", "专精特新", "人才", "研发", "上市", "技改", "房租", "社保", "数字化"}
local filters = {"category=fiscal", "tier=specialized", "tier=micro", "category=finance", "category=talent", "sort=deadline", "page=2"}
local measures = {}
local cookie, token

function init(args)
   cookie, token = args[1], args[2]
   for slug in args[3]:gmatch("[^,]+") do measures[#measures + 1] = slug end
   math.randomseed(os.time())
end

local function escape(text)
   return (text:gsub("[^%w]", function(c) return string.format("%%%02X", c:byte()) end))
end

local function one(list) return list[math.random(#list)] end

function request()
   wrk.headers["X-Forwarded-For"] = string.format("10.%d.%d.%d", math.random(0, 255), math.random(0, 255), math.random(254))
   local n = math.random(100)
   if n <= 40 then return wrk.format("GET", one({"/", "/measures/", "/documents/"})) end
   if n <= 60 then return wrk.format("GET", "/measures/?" .. one(filters)) end
   if n <= 75 then return wrk.format("GET", "/measures/?q=" .. escape(one(words))) end
   if n <= 95 then return wrk.format("GET", "/measures/" .. one(measures) .. "/") end
   if n <= 99 then return wrk.format("GET", "/match/?employees=" .. math.random(500)) end
   local headers = {["Content-Type"] = "application/x-www-form-urlencoded", ["Cookie"] = cookie, ["Referer"] = "https://" .. wrk.headers["Host"] .. "/report/"}
   for name, value in pairs(wrk.headers) do headers[name] = value end
   return wrk.format("POST", "/report/", headers, "about=&kind=other&text=mixed+load+" .. math.random(1000000000) .. "&csrfmiddlewaretoken=" .. token)
end

dofile((debug.getinfo(1, "S").source:sub(2):gsub("mix.lua$", "done.lua")))
