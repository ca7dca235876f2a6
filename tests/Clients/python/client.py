"""A client of the triage.v1 contract in Python: the whole way of an invoice, printed as one JSON document.

Needs grpcio and what protoc makes of the protos (docs/clients.md), on PYTHONPATH. Reads TRIAGE_ADDRESS (host:port),
TRIAGE_TOKEN, and TRIAGE_TOKEN_WITHOUT_ROLE, a good token that may call nothing.
"""

import json
import os
import sys
import time

import grpc
from google.rpc import error_details_pb2, status_pb2
from triage.v1 import intake_pb2 as intake
from triage.v1 import intake_pb2_grpc, invoice_pb2, status_pb2 as statuses, verdict_pb2

SOURCE = "python"
BULK = 100
BAD_ORDINAL = 50
# Above 2^53: a client that keeps numbers as doubles would answer another one.
ORDINAL_BASE = 9007199254740993


def invoice(number, total=1200):
    return invoice_pb2.Invoice(
        source_system=SOURCE,
        source_invoice_id=number,
        kind=invoice_pb2.INVOICE_KIND_INVOICE,
        supplier=invoice_pb2.Supplier(name="Käthe Verbände 包帯"),
        supplier_invoice_number=number,
        issue_date="2026-01-15",
        currency="GBP",
        net_amount_minor=total - 200,
        tax_amount_minor=200,
        total_amount_minor=total,
        lines=[invoice_pb2.InvoiceLine(line_id="1", text="Gauze", amount_minor=total - 200)],
    )


def submit(number, key=None, **changes):
    return intake.SubmitRequest(
        idempotency_key=key or f"{SOURCE}-{number}", wait=intake.WAIT_VERDICT, invoice=invoice(number, **changes))


def details_of(error):
    """The google.rpc.Status that the service sends as a trailer."""
    for name, value in error.trailing_metadata() or ():
        if name == "grpc-status-details-bin":
            return status_pb2.Status.FromString(value)
    return status_pb2.Status()


def detail(status, kind):
    for packed in status.details:
        found = kind()
        if packed.Unpack(found):
            return found
    return None


def refusal(call):
    """What a call that must fail was answered."""
    try:
        call()
    except grpc.RpcError as error:
        status = details_of(error)
        info = detail(status, error_details_pb2.ErrorInfo)
        bad = detail(status, error_details_pb2.BadRequest)
        failed = detail(status, error_details_pb2.PreconditionFailure)
        return {
            "code": error.code().name,
            "reason": info.reason if info else None,
            "fields": sorted(v.field for v in bad.field_violations) if bad else [],
            "preconditions": [v.type for v in failed.violations] if failed else [],
        }
    raise AssertionError("The call was not refused.")


def patiently(call, attempts=20):
    """Sends again what was not accepted, after the time that the service names. The idempotency key makes it safe."""
    for attempt in range(attempts):
        try:
            return call()
        except grpc.RpcError as error:
            retry = detail(details_of(error), error_details_pb2.RetryInfo)
            # RESOURCE_EXHAUSTED without a delay is too large, not too fast: it stays so.
            again = error.code() == grpc.StatusCode.UNAVAILABLE or (error.code() == grpc.StatusCode.RESOURCE_EXHAUSTED and retry)
            if not again or attempt == attempts - 1:
                raise
            time.sleep(retry.retry_delay.ToTimedelta().total_seconds() if retry else 0.1)


def answer(call):
    response, context = patiently(call)
    replay = dict(context.initial_metadata()).get("idempotent-replay") == "true"
    body = {
        "invoice_id": response.invoice_id,
        "status": statuses.InvoiceStatus.Name(response.invoice_status),
        "replay": replay,
    }
    if isinstance(response, intake.SubmitResponse):
        body["verdict"] = verdict_pb2.VerdictKind.Name(response.verdict.kind)
        body["payload_sha256"] = response.payload_sha256.hex()
    return body


def bulk(stub, metadata):
    """One stream; what is refused for the rate is sent again with the next one."""
    accepted, refused, ordinals = 0, [], set()
    left = {ORDINAL_BASE + i: submit(f"B-{i}") for i in range(1, BULK + 1)}
    left[ORDINAL_BASE + BAD_ORDINAL].invoice.currency = "usd"
    for _ in range(20):
        items = [intake.SubmitStreamRequest(ordinal=ordinal, submit=request) for ordinal, request in left.items()]
        wait = 0.0
        for item in stub.SubmitStream(iter(items), metadata=metadata, timeout=60):
            if item.WhichOneof("outcome") == "accepted":
                accepted += 1
            elif item.refused.code == grpc.StatusCode.RESOURCE_EXHAUSTED.value[0]:
                wait = max(wait, detail(item.refused, error_details_pb2.RetryInfo).retry_delay.ToTimedelta().total_seconds())
                continue
            else:
                bad = detail(item.refused, error_details_pb2.BadRequest)
                refused.append({"ordinal": str(item.ordinal), "code": item.refused.code, "fields": [v.field for v in bad.field_violations]})
            ordinals.add(item.ordinal)
            del left[item.ordinal]
        if not left:
            break
        time.sleep(wait)
    return {"accepted": accepted, "refused": refused, "answered": len(ordinals), "first_ordinal": str(min(ordinals))}


def pages(stub, metadata):
    sizes, ids, token = [], set(), ""
    while True:
        page = patiently(lambda: stub.ListInvoices(
            intake.ListInvoicesRequest(page_size=40, page_token=token, source_system=SOURCE), metadata=metadata, timeout=10))
        sizes.append(len(page.invoices))
        ids.update(row.invoice_id for row in page.invoices)
        token = page.next_page_token
        if not token:
            return {"page_sizes": sizes, "distinct": len(ids)}


def main():
    metadata = (("authorization", "Bearer " + os.environ["TRIAGE_TOKEN"]),)
    without_role = (("authorization", "Bearer " + os.environ["TRIAGE_TOKEN_WITHOUT_ROLE"]),)
    with grpc.insecure_channel(os.environ["TRIAGE_ADDRESS"]) as channel:
        stub = intake_pb2_grpc.IntakeServiceStub(channel)

        def call(rpc, request):
            return lambda: rpc.with_call(request, metadata=metadata, timeout=10)

        report = {"submit": answer(call(stub.Submit, submit("A-1")))}
        report["replay"] = answer(call(stub.Submit, submit("A-1")))
        report["key_reused"] = refusal(call(stub.Submit, submit("A-2", key=f"{SOURCE}-A-1")))
        bad = submit("A-3")
        bad.invoice.currency = "usd"
        bad.invoice.lines[0].line_id = ""
        bad.idempotency_key = ""
        report["violations"] = refusal(call(stub.Submit, bad))
        report["no_token"] = refusal(lambda: stub.Submit(submit("A-4"), timeout=10))
        report["no_role"] = refusal(lambda: stub.Submit(submit("A-4"), metadata=without_role, timeout=10))
        report["bulk"] = bulk(stub, metadata)

        name = report["submit"]["invoice_id"]
        record = patiently(lambda: stub.GetInvoice(intake.GetInvoiceRequest(invoice_id=name), metadata=metadata, timeout=10))
        report["get"] = {
            "supplier_name": record.invoice.supplier.name,
            "total_amount_minor": str(record.invoice.total_amount_minor),
            "version": str(record.version),
        }
        history = patiently(lambda: stub.GetHistory(intake.GetHistoryRequest(invoice_id=name), metadata=metadata, timeout=10))
        report["history"] = [event.WhichOneof("event") for event in history.events]
        report["absent"] = refusal(call(stub.GetInvoice, intake.GetInvoiceRequest(invoice_id=f"invoices/{SOURCE}/absent")))
        report["list"] = pages(stub, metadata)

        cancel = intake.CancelRequest(invoice_id=name, idempotency_key=f"{SOURCE}-stop", reason="Sent twice by mistake.")
        report["cancel"] = answer(call(stub.Cancel, cancel))
        report["cancel_replay"] = answer(call(stub.Cancel, cancel))
        cancel.idempotency_key = f"{SOURCE}-stop-again"
        report["cancel_again"] = refusal(call(stub.Cancel, cancel))
    json.dump(report, sys.stdout, ensure_ascii=False)


if __name__ == "__main__":
    main()
