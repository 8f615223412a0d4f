# Starts Hato servers for the suites, makes accounts on them, and ends them again. Sourced by `interop/run`, which
# sets `root` (the repository), `target` (for logs) and `work` (a temporary folder).
# shellcheck shell=bash disable=SC2154

BUILD_LIMIT=1500  # seconds; the launcher builds when sources changed
START_LIMIT=90
STOP_LIMIT=30
COMMAND_LIMIT=60

declare -A http_port server_environment server_pid
# What a server has beside the common configuration.
declare -A own_environment=(
  [rfc9421]="HATO_FEDERATION_FIRST_KNOCK=rfc9421"
  [ed25519]="HATO_FEDERATION_FIRST_KNOCK=rfc9421 HATO_FEDERATION_SIGNING_KEY=ed25519"
  [authorized]="HATO_FEDERATION_AUTHORIZED_FETCH=true"
)

# Builds once, so that the time limits below are those of a built server.
build_hato() {
  [ -x "$root/hato" ] || fail "There is no launcher ./hato at the repository's root."
  (cd "$work" && timeout "$BUILD_LIMIT" "$root/hato" version) >"$target/build.log" 2>&1 ||
    fail "./hato version failed; see $target/build.log"
}

# start_hato SERVER: starts a server on free ports and waits until it answers.
start_hato() {
  local server=$1 ports deadline
  mkdir -p "$work/$server"
  read -r -a ports < <(free_ports)
  http_port[$server]=${ports[0]}
  server_environment[$server]="HATO_HTTP_PORT=${ports[0]} HATO_METRICS_BIND=127.0.0.1:${ports[1]} \
    HATO_FEDERATION_ALLOW_PRIVATE_ADDRESSES=true HATO_HTTP_RATE_LIMITS=false ${own_environment[$server]:-}"
  # A session of its own, so that the launcher and what it starts can be ended together.
  (
    enter_server "$server"
    exec setsid "$root/hato" serve
  ) >"$target/$server.log" 2>&1 </dev/null &
  server_pid[$server]=$!
  deadline=$((SECONDS + START_LIMIT))
  until curl -fsS -m 5 -o /dev/null "$(server_url "$server")/health" 2>/dev/null; do
    kill -0 "${server_pid[$server]}" 2>/dev/null || fail "$server ended at its start; see $target/$server.log"
    [ $SECONDS -lt $deadline ] || fail "$server gave no /health in $START_LIMIT s; see $target/$server.log"
    sleep 0.3
  done
}

server_url() {
  echo "http://localhost:${http_port[$1]}"
}

# admin SERVER COMMAND…: a command of the launcher with the configuration of that server.
admin() (
  server=$1
  shift
  enter_server "$server"
  timeout "$COMMAND_LIMIT" "$root/hato" "$@" </dev/null 2>>"$target/admin.log" ||
    fail "./hato $1 $2 failed; see $target/admin.log"
)

# In a subshell: the folder of the server, free of any hato.toml, and its configuration.
enter_server() {
  cd "$work/$1" || exit 1
  # shellcheck disable=SC2086
  export ${server_environment[$1]} HATO_DATA_DIR="$work/$1/data"
}

# make_person PREFIX SERVER NAME: makes an account and exports PREFIX_NAME, _EMAIL, _PASSWORD and _TOKEN.
make_person() {
  local prefix=$1 server=$2 name=$3 password token
  password=$(head -c 18 /dev/urandom | base64)
  admin "$server" accounts create "$name" --email "$name@example.com" --password "$password" --confirmed \
    >>"$target/admin.log"
  token=$(admin "$server" tokens create "$name" --scopes "read write follow push")
  export "${prefix}_NAME=$name" "${prefix}_EMAIL=$name@example.com"
  export "${prefix}_PASSWORD=$password" "${prefix}_TOKEN=$token"
}

# Fails when a server had to be killed.
stop_servers() {
  local server pid deadline status=0
  for server in "${!server_pid[@]}"; do
    kill -TERM -- "-${server_pid[$server]}" 2>/dev/null || true
  done
  for server in "${!server_pid[@]}"; do
    pid=${server_pid[$server]}
    deadline=$((SECONDS + STOP_LIMIT))
    while kill -0 -- "-$pid" 2>/dev/null && [ $SECONDS -lt $deadline ]; do
      sleep 0.2
    done
    if kill -KILL -- "-$pid" 2>/dev/null; then
      echo "$server did not end within $STOP_LIMIT s of SIGTERM and was killed" >&2
      status=1
    fi
  done
  return "$status"
}

# Two free loopback ports.
free_ports() {
  /usr/bin/python3 - <<'PYTHON'
import socket
sockets = [socket.create_server(("127.0.0.1", 0)) for _ in range(2)]
print(*(each.getsockname()[1] for each in sockets))
PYTHON
}
