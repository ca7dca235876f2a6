// A client of the triage.v1 contract in JavaScript: the whole way of an invoice, printed as one JSON document.
//
// Reads TRIAGE_PROTOS (a folder with the protos and those that they import), TRIAGE_ADDRESS (host:port), TRIAGE_TOKEN, and
// TRIAGE_TOKEN_WITHOUT_ROLE, a good token that may call nothing.
'use strict';

const grpc = require('@grpc/grpc-js');
const protoLoader = require('@grpc/proto-loader');
const { setTimeout: sleep } = require('node:timers/promises');

const SOURCE = 'node';
const BULK = 100;
const BAD_ORDINAL = 50;
// Above 2^53: kept as text, because a number would come back as another one.
const ORDINAL_BASE = 9007199254740993n;

const definition = protoLoader.loadSync(
  ['triage/v1/intake.proto', 'google/rpc/status.proto', 'google/rpc/error_details.proto'],
  { includeDirs: [process.env.TRIAGE_PROTOS], keepCase: true, longs: String, enums: String, defaults: true, oneofs: true });
const { IntakeService } = grpc.loadPackageDefinition(definition).triage.v1;

// Bulk and single calls share one connection; more would not be faster.
const client = new IntakeService(process.env.TRIAGE_ADDRESS, grpc.credentials.createInsecure());

function bearer(token) {
  const metadata = new grpc.Metadata();
  metadata.set('authorization', `Bearer ${token}`);
  return metadata;
}

const host = bearer(process.env.TRIAGE_TOKEN);

function submit(number, changes = {}) {
  return {
    idempotency_key: changes.key ?? `${SOURCE}-${number}`,
    wait: 'WAIT_VERDICT',
    invoice: {
      source_system: SOURCE,
      source_invoice_id: number,
      kind: 'INVOICE_KIND_INVOICE',
      supplier: { name: 'Käthe Verbände 包帯' },
      supplier_invoice_number: number,
      issue_date: '2026-01-15',
      currency: changes.currency ?? 'GBP',
      net_amount_minor: 1000,
      tax_amount_minor: 200,
      total_amount_minor: 1200,
      lines: [{ line_id: changes.lineId ?? '1', text: 'Gauze', amount_minor: 1000 }],
    },
  };
}

/** The details of a google.rpc.Status, by the names of their types. */
function unpack(status) {
  const found = {};
  for (const packed of status.details) {
    const type = packed.type_url.slice(packed.type_url.lastIndexOf('/') + 1);
    found[type.slice('google.rpc.'.length)] = definition[type].deserialize(packed.value);
  }
  return found;
}

function detailsOf(error) {
  const [trailer] = error.metadata.get('grpc-status-details-bin');
  return trailer ? unpack(definition['google.rpc.Status'].deserialize(trailer)) : {};
}

const milliseconds = (retry) => (retry ? Number(retry.retry_delay.seconds) * 1000 + retry.retry_delay.nanos / 1e6 : 100);

/** One unary call, with its response headers. */
function once(rpc, request, metadata) {
  return new Promise((resolve, reject) => {
    let headers = new grpc.Metadata();
    const deadline = new Date(Date.now() + 10_000);
    client[rpc](request, metadata, { deadline }, (error, response) => (error ? reject(error) : resolve({ response, headers })))
      .on('metadata', (received) => { headers = received; });
  });
}

/** Sends again what was not accepted, after the time that the service names. The idempotency key makes it safe. */
async function call(rpc, request, metadata = host) {
  for (let attempt = 1; ; attempt++) {
    try {
      return await once(rpc, request, metadata);
    } catch (error) {
      const { RetryInfo: retry } = detailsOf(error);
      // RESOURCE_EXHAUSTED without a delay is too large, not too fast: it stays so.
      const again = error.code === grpc.status.UNAVAILABLE || (error.code === grpc.status.RESOURCE_EXHAUSTED && retry);
      if (!again || attempt === 20) {
        throw error;
      }
      await sleep(milliseconds(retry));
    }
  }
}

async function answer(rpc, request) {
  const { response, headers } = await call(rpc, request);
  const body = {
    invoice_id: response.invoice_id,
    status: response.invoice_status,
    replay: headers.get('idempotent-replay')[0] === 'true',
  };
  return rpc === 'Submit'
    ? { ...body, verdict: response.verdict.kind, payload_sha256: response.payload_sha256.toString('hex') }
    : body;
}

async function refusal(rpc, request, metadata) {
  try {
    await call(rpc, request, metadata);
  } catch (error) {
    const details = detailsOf(error);
    return {
      code: grpc.status[error.code],
      reason: details.ErrorInfo?.reason ?? null,
      fields: (details.BadRequest?.field_violations ?? []).map((violation) => violation.field).sort(),
      preconditions: (details.PreconditionFailure?.violations ?? []).map((violation) => violation.type),
    };
  }
  throw new Error(`${rpc} was not refused.`);
}

/** One stream over what is left; gives back how long to wait before the next. */
function stream(left, tally) {
  return new Promise((resolve, reject) => {
    let wait = 0;
    const open = client.SubmitStream(host, { deadline: new Date(Date.now() + 60_000) });
    open.on('data', (item) => {
      if (item.outcome === 'accepted') {
        tally.accepted++;
      } else {
        const details = unpack(item.refused);
        if (item.refused.code === grpc.status.RESOURCE_EXHAUSTED) {
          wait = Math.max(wait, milliseconds(details.RetryInfo));
          return;
        }
        tally.refused.push({
          ordinal: item.ordinal,
          code: item.refused.code,
          fields: details.BadRequest.field_violations.map((violation) => violation.field),
        });
      }
      tally.ordinals.add(item.ordinal);
      left.delete(item.ordinal);
    });
    open.on('error', reject);
    open.on('end', () => resolve(wait));
    for (const [ordinal, request] of left) {
      open.write({ ordinal, submit: request });
    }
    open.end();
  });
}

async function bulk() {
  const left = new Map();
  for (let i = 1; i <= BULK; i++) {
    left.set(String(ORDINAL_BASE + BigInt(i)), submit(`B-${i}`, i === BAD_ORDINAL ? { currency: 'usd' } : {}));
  }
  const tally = { accepted: 0, refused: [], ordinals: new Set() };
  for (let round = 1; left.size > 0 && round <= 20; round++) {
    await sleep(await stream(left, tally));
  }
  const first = [...tally.ordinals].map(BigInt).reduce((a, b) => (a < b ? a : b));
  return { accepted: tally.accepted, refused: tally.refused, answered: tally.ordinals.size, first_ordinal: String(first) };
}

async function pages() {
  const sizes = [];
  const ids = new Set();
  let token = '';
  do {
    const { response } = await call('ListInvoices', { page_size: 40, page_token: token, source_system: SOURCE });
    sizes.push(response.invoices.length);
    response.invoices.forEach((row) => ids.add(row.invoice_id));
    token = response.next_page_token;
  } while (token);
  return { page_sizes: sizes, distinct: ids.size };
}

async function main() {
  const report = { submit: await answer('Submit', submit('A-1')) };
  report.replay = await answer('Submit', submit('A-1'));
  report.key_reused = await refusal('Submit', submit('A-2', { key: `${SOURCE}-A-1` }));
  report.violations = await refusal('Submit', { ...submit('A-3', { currency: 'usd', lineId: '' }), idempotency_key: '' });
  report.no_token = await refusal('Submit', submit('A-4'), new grpc.Metadata());
  report.no_role = await refusal('Submit', submit('A-4'), bearer(process.env.TRIAGE_TOKEN_WITHOUT_ROLE));
  report.bulk = await bulk();

  const invoiceId = report.submit.invoice_id;
  const { response: record } = await call('GetInvoice', { invoice_id: invoiceId });
  report.get = {
    supplier_name: record.invoice.supplier.name,
    total_amount_minor: record.invoice.total_amount_minor,
    version: record.version,
  };
  const { response: history } = await call('GetHistory', { invoice_id: invoiceId });
  report.history = history.events.map((event) => event.event);
  report.absent = await refusal('GetInvoice', { invoice_id: `invoices/${SOURCE}/absent` });
  report.list = await pages();

  const cancel = { invoice_id: invoiceId, idempotency_key: `${SOURCE}-stop`, reason: 'Sent twice by mistake.' };
  report.cancel = await answer('Cancel', cancel);
  report.cancel_replay = await answer('Cancel', cancel);
  report.cancel_again = await refusal('Cancel', { ...cancel, idempotency_key: `${SOURCE}-stop-again` });
  console.log(JSON.stringify(report));
  client.close();
}

main().catch((error) => {
  console.error(error);
  process.exitCode = 1;
});
