#!/bin/bash
# trial.sh FOLDER: makes a bare Debian 12 in FOLDER, starts it with systemd as process 1, runs the commands of docs/deployment.md there as
# they stand, then asks the site through nginx, runs each task, reloads, kills and reboots. Exit code 0: everything answered.
# As root on Debian, with debootstrap and systemd-container. The system shares the network: ports 80, 443, 5432, 6379 and 8000 must be free.
set -euo pipefail
source=$(cd "$(dirname "$0")/.." && pwd)
folder=${1:?usage: deploy/trial.sh FOLDER}
packages=systemd,systemd-sysv,dbus,ca-certificates,curl,openssl,sudo,procps
curl() { command curl --silent --insecure --resolve huiqi.example.cn:80:127.0.0.1 --resolve huiqi.example.cn:443:127.0.0.1 "$@"; }
status() { curl --output /dev/null --write-out '%{http_code}' "$@" || true; }
say() { printf '%-46s %s\n' "$1" "$2"; }

# The commands of the page with what a person fills in: the address of the repository, passwords, the settings, a certificate.
commands() {
    awk '/^## /{inside = $2 == "Install"} /^```/{code = inside && $0 == "```sh"; next} inside && code' "$source/docs/deployment.md" |
        sed -e 's#<this repository>#/source#' -e 's#password=…#password=trial#g' -e 's#:…@#:trial@#' -e 's#apt install#& --yes#'
}
filled_in() {
    cat <<-'EOF'
	sed -i -e "s/^SECRET_KEY=.*/SECRET_KEY=$(openssl rand -hex 32)/" -e 's/PASSWORD/trial/' -e 's/^ADMIN_PATH=.*/ADMIN_PATH=desk-of-the-trial/' /etc/huiqi/huiqi.env
	install -d /etc/ssl/huiqi
	openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=huiqi.example.cn -keyout /etc/ssl/huiqi/key.pem -out /etc/ssl/huiqi/fullchain.pem 2>/dev/null
	EOF
}

start() {
    systemd-nspawn --register=no --keep-unit --directory="$folder" --machine=huiqi --boot --bind-ro="$source:/source" --bind-ro=/etc/ssl/certs/ca-certificates.crt >"$folder.log" 2>&1 </dev/null &
    nspawn=$!
    for _ in $(seq 60); do
        sleep 1
        case $(inside systemctl is-system-running --wait 2>/dev/null) in running | degraded) return ;; esac
    done
    echo "Debian did not start: $folder.log" >&2
    exit 1
}
inside() { nsenter --target "$(pgrep --parent "$nspawn" systemd)" --mount --uts --ipc --pid --root --wdns=/ env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/root LANG=C.UTF-8 "$@"; }
stop() { inside systemctl poweroff >/dev/null 2>&1 || true; wait "$nspawn" || true; }
answered() { # what happened: says after how many seconds a page answers through nginx
    local began=$SECONDS
    until [ "$(status https://huiqi.example.cn/measures/)" = 200 ]; do
        [ $((SECONDS - began)) -lt 90 ] || { echo "$1: no answer in 90 s" >&2; exit 1; }
        sleep 0.5
    done
    say "$1" "a page answers after $((SECONDS - began)) s"
}

[ -d "$folder" ] || debootstrap --variant=minbase --include="$packages" bookworm "$folder" >"$folder.log"
start
trap stop EXIT
{
    echo 'set -euxo pipefail; export DEBIAN_FRONTEND=noninteractive'
    echo 'export PIP_CERT=/etc/ssl/certs/ca-certificates.crt SSL_CERT_FILE=/etc/ssl/certs/ca-certificates.crt' # those that this machine trusts
    commands | sed "/fill it in/r "<(filled_in)
} | inside bash >"$folder.install.log" 2>&1 ||
    { tail -20 "$folder.install.log" >&2; exit 1; }
answered "installed by the page's commands"

failed=0
expect() { say "$1" "$2"; [ "$2" = "$3" ] || { failed=1; say "" "WRONG: wanted $3"; }; }
expect "the home page" "$(status https://huiqi.example.cn/)" 200
expect "plain HTTP" "$(status http://huiqi.example.cn/)" 301
expect "the admin's sign-in" "$(status https://huiqi.example.cn/desk-of-the-trial/login/)" 200
expect "/readyz through nginx" "$(status https://huiqi.example.cn/readyz)" 404
expect "/readyz at the site" "$(status http://127.0.0.1:8000/readyz)" 200
for task in backup dataset sessions; do
    expect "task $task" "$(inside systemctl start "huiqi-task@$task" 2>&1 && inside systemctl show --value --property=Result "huiqi-task@$task")" success
done
inside systemctl start huiqi-task@links >/dev/null 2>&1 || true
say "task links (without a way out it names all)" "$(inside systemctl show --value --property=Result huiqi-task@links)"
expect "timers waiting" "$(inside systemctl list-timers --no-legend 'huiqi-task@*' | wc -l)" 4
inside systemctl reload huiqi
lost=0
for _ in $(seq 100); do [ "$(status -H 'Cookie: a=b' https://huiqi.example.cn/measures/)" = 200 ] || lost=$((lost + 1)); done
expect "lost of 100 requests during a reload" "$lost" 0
inside systemctl kill --kill-whom=main --signal=KILL huiqi; sleep 1
answered "master killed"
stop; start
answered "rebooted"
expect "units that failed" "$(inside systemctl list-units --failed --no-legend | wc -l)" 0
say "exposure by systemd-analyze" "$(inside systemd-analyze security huiqi --no-pager 2>&1 | tail -1)"
exit $failed
