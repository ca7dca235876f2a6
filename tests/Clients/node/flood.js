// Submits invoices as fast as they are answered, over many connections: says "flooding" once each of the first calls was
// answered, goes on until its input ends, and then prints what came of it since.
// Reads TRIAGE_PROTOS, TRIAGE_ADDRESS, TRIAGE_TOKEN, FLOOD_CONNECTIONS and FLOOD_IN_FLIGHT.
'use strict';

const grpc = require('@grpc/grpc-js');
const protoLoader = require('@grpc/proto-loader');

const definition = protoLoader.loadSync('triage/v1/intake.proto', { includeDirs: [process.env.TRIAGE_PROTOS], keepCase: true, longs: String, enums: String });
const { IntakeService } = grpc.loadPackageDefinition(definition).triage.v1;
const connections = Number(process.env.FLOOD_CONNECTIONS);
const inFlight = Number(process.env.FLOOD_IN_FLIGHT);
const metadata = new grpc.Metadata();
metadata.set('authorization', `Bearer ${process.env.TRIAGE_TOKEN}`);

const tally = { answered: 0, codes: {} };
let next = 0;
let over = false;

function submit(client) {
  if (over) {
    return;
  }
  const number = `F-${process.pid}-${++next}`;
  const request = {
    idempotency_key: number,
    wait: 'WAIT_VERDICT',
    invoice: {
      source_system: 'flood',
      source_invoice_id: number,
      kind: 'INVOICE_KIND_INVOICE',
      supplier: { supplier_id: `S${next % 997}` },
      supplier_invoice_number: number,
      issue_date: '2026-01-15',
      currency: 'GBP',
      total_amount_minor: next,
      lines: [{ line_id: '1', text: 'Gauze', amount_minor: next }],
    },
  };
  client.Submit(request, metadata, { deadline: new Date(Date.now() + 60_000) }, (error) => {
    tally.answered++;
    if (tally.answered === inFlight) {
      console.log('flooding');
    }
    const code = error ? grpc.status[error.code] : 'OK';
    tally.codes[code] = (tally.codes[code] ?? 0) + 1;
    if (error) {
      setTimeout(() => submit(client), 100);
    } else {
      submit(client);
    }
  });
}

for (let i = 0; i < connections; i++) {
  const client = new IntakeService(process.env.TRIAGE_ADDRESS, grpc.credentials.createInsecure(), { 'grpc.use_local_subchannel_pool': 1 });
  for (let j = 0; j < inFlight / connections; j++) {
    submit(client);
  }
}

process.stdin.resume();
process.stdin.on('end', () => {
  over = true;
  console.log(JSON.stringify(tally));
  process.exit(0);
});
