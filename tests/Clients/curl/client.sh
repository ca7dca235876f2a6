#!/usr/bin/env bash
# A client of the contract's REST side with curl alone: the whole way of an invoice, printed as one JSON document.
# Reads TRIAGE_HTTP (http://host:port), TRIAGE_TOKEN, and TRIAGE_TOKEN_WITHOUT_ROLE, a good token that may call nothing.
set -euo pipefail

source=curl
bulk=100
files="$(mktemp -d)"
trap 'rm -rf "$files"' EXIT

# Headers from a file, so that no token is seen in the list of processes. A refusal for the rate (429) or an outage (503) is
# sent again after the Retry-After that the service names: the idempotency key makes it safe.
printf 'Authorization: Bearer %s\n' "$TRIAGE_TOKEN" >"$files/host"
printf 'Authorization: Bearer %s\n' "$TRIAGE_TOKEN_WITHOUT_ROLE" >"$files/without-role"
: >"$files/nobody"

# ask WHO METHOD PATH [BODY]: prints {"http":…,"replay":…,"body":…}
ask() {
    local body=()
    [[ $# -gt 3 ]] && body=(-H 'Content-Type: application/json' --data-raw "$4")
    local http
    http="$(curl -sS -o "$files/body" -D "$files/headers" -w '%{http_code}' --max-time 10 --retry 20 -H "@$files/$1" -X "$2" "${body[@]}" "$TRIAGE_HTTP$3")"
    local replay=false
    grep -qi '^idempotent-replay: true' "$files/headers" && replay=true
    printf '{"http":%s,"replay":%s,"body":%s}' "$http" "$replay" "$(cat "$files/body")"
}

# invoice ID [CURRENCY [LINE]]
invoice() {
    printf '{"sourceSystem":"%s","sourceInvoiceId":"%s","kind":"INVOICE_KIND_INVOICE","supplier":{"name":"Käthe Verbände 包帯"},' "$source" "$1"
    printf '"supplierInvoiceNumber":"%s","issueDate":"2026-01-15","currency":"%s","netAmountMinor":1000,"taxAmountMinor":"200",' "$1" "${2-GBP}"
    printf '"totalAmountMinor":1200,"lines":[{"lineId":"%s","text":"Gauze","amountMinor":1000}]}' "${3-1}"
}

# submission KEY ID [CURRENCY [LINE]]
submission() { printf '{"idempotencyKey":"%s","wait":"WAIT_VERDICT","invoice":%s}' "$1" "$(invoice "${@:2}")"; }

# Many transfers by one process: over few connections, several at a time.
send_bulk() {
    local i
    for ((i = 1; i <= bulk; i++)); do
        submission "$source-B-$i" "B-$i" >"$files/bulk-$i.json"
        ((i == 1)) || echo next
        printf 'url = "%s/v1/invoices"\nheader = "@%s"\nheader = "Content-Type: application/json"\n' "$TRIAGE_HTTP" "$files/host"
        printf 'data-binary = "@%s"\noutput = "%s"\nwrite-out = "%%{http_code}\\n"\nretry = 20\nsilent\nshow-error\n' "$files/bulk-$i.json" "$files/answer-$i"
    done >"$files/transfers"
    curl -sS --parallel --parallel-max 8 -K "$files/transfers" >"$files/codes"
    printf '{"accepted":%s,"sent":%s}' "$(grep -c '^200$' "$files/codes")" "$(wc -l <"$files/codes")"
}

# Pages until the token is empty; tokens are text that fits an address as it is.
list_all() {
    local token="" separator="" answer
    printf '['
    while :; do
        answer="$(ask host GET "/v1/invoices?pageSize=40&sourceSystem=$source&pageToken=$token")"
        printf '%s%s' "$separator" "$answer"
        separator=,
        token="$(sed -n 's/.*"nextPageToken": *"\([^"]*\)".*/\1/p' <<<"$answer")"
        [[ -n $token ]] || break
    done
    printf ']'
}

step() { printf ',"%s":' "$1"; }

printf '{"submit":'
ask host POST /v1/invoices "$(submission "$source-A-1" A-1)"
step replay; ask host POST /v1/invoices "$(submission "$source-A-1" A-1)"
step key_reused; ask host POST /v1/invoices "$(submission "$source-A-1" A-2)"
step violations; ask host POST /v1/invoices "$(submission "" A-3 usd "")"
step not_json; ask host POST /v1/invoices '{"invoice":'
step wrong_type; ask host POST /v1/invoices '{"idempotencyKey":"k","invoice":{"lines":[{"lineId":"1"},{"lineId":"2","amountMinor":"many"}]}}'
step unknown_field; ask host POST /v1/invoices '{"idempotencyKey":"k","invoice":{"sourceSytem":"erp"}}'
step no_token; ask nobody POST /v1/invoices "$(submission "$source-A-4" A-4)"
step no_role; ask without-role POST /v1/invoices "$(submission "$source-A-4" A-4)"
step no_such_page; ask host GET /v1/nothing | sed 's/"body":}/"body":null}/'
step bulk; send_bulk
step get; ask host GET "/v1/invoices/$source/A-1"
step history; ask host GET "/v1/invoices/$source/A-1/history"
step absent; ask host GET "/v1/invoices/$source/absent"
step list; list_all
step cancel; ask host POST "/v1/invoices/$source/A-1:cancel" '{"idempotencyKey":"curl-stop","reason":"Sent twice by mistake."}'
step cancel_replay; ask host POST "/v1/invoices/$source/A-1:cancel" '{"idempotencyKey":"curl-stop","reason":"Sent twice by mistake."}'
step cancel_again; ask host POST "/v1/invoices/$source/A-1:cancel" '{"idempotencyKey":"curl-stop-again","reason":"Sent twice by mistake."}'
printf '}\n'
