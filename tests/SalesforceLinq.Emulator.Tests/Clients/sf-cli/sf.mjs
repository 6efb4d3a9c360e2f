// The real sf CLI against the emulated org of ORG_URL, as its users use it: SF_BIN is the program to run.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { check, finish } from './checks.mjs';

const { ORG_URL, ORG_TOKEN, ORG_USERNAME, ORG_JWT_KEY, ORG_CLIENT_ID, SF_BIN } = process.env;
const run = promisify(execFile);
const home = await mkdtemp(join(tmpdir(), 'sf-cli-'));
const env = {
  PATH: process.env.PATH,
  HOME: home,
  SF_ACCESS_TOKEN: ORG_TOKEN,
  SF_USE_GENERIC_UNIX_KEYCHAIN: 'true',
  SF_DISABLE_TELEMETRY: 'true',
  SF_AUTOUPDATE_DISABLE: 'true',
  SF_SKIP_NEW_VERSION_CHECK: 'true',
  SF_DISABLE_LOG_FILE: 'true',
  NO_COLOR: '1',
};
const suffix = Date.now().toString(36);

async function sf(...words) {
  try {
    const { stdout, stderr } = await run(SF_BIN, words, { env, cwd: home, maxBuffer: 1 << 26 });
    return { code: 0, stdout, stderr };
  } catch (error) {
    if (error.stdout === undefined) throw error;
    return { code: error.code, stdout: error.stdout, stderr: error.stderr };
  }
}

async function json(...words) {
  const { stdout, stderr } = await sf(...words, '--json');
  const answer = JSON.parse(stdout.slice(stdout.indexOf('{')) || `{"status":-1,"message":${JSON.stringify(stderr)}}`);
  assert.equal(answer.status, 0, `${words.join(' ')}: ${answer.name}: ${answer.message}`);
  return answer.result;
}

async function text(...words) {
  const { code, stdout, stderr } = await sf(...words);
  assert.equal(code, 0, `${words.join(' ')}: ${stdout} ${stderr}`);
  return stdout;
}

async function refused(pattern, ...words) {
  const { code, stdout, stderr } = await sf(...words, '--json');
  assert.notEqual(code, 0, `${words.join(' ')} was not refused`);
  assert.match(stdout + stderr, pattern);
}

const org = ['--target-org', 'emulated'];

await check('sign in with an access token', async () => {
  const result = await json('org', 'login', 'access-token', '--instance-url', ORG_URL, '--alias', 'emulated', '--no-prompt', '--set-default');
  assert.equal(result.username, ORG_USERNAME);
});
await check('sign in by JWT', async () => {
  const result = await json('org', 'login', 'jwt', '--username', ORG_USERNAME, '--jwt-key-file', ORG_JWT_KEY, '--client-id', ORG_CLIENT_ID, '--instance-url', ORG_URL.replace(/\/$/, ''), '--alias', 'by-jwt');
  assert.equal(result.username, ORG_USERNAME);
  await json('org', 'login', 'access-token', '--instance-url', ORG_URL, '--alias', 'emulated', '--no-prompt', '--set-default');
});
await check('org display, list and open', async () => {
  const shown = await json('org', 'display', ...org);
  assert.equal(shown.username, ORG_USERNAME);
  assert.match(shown.id, /^00D/);
  assert.ok((await json('org', 'display', 'user', ...org)).profileName);
  const list = await json('org', 'list');
  assert.ok([...list.other, ...list.nonScratchOrgs].some((entry) => entry.connectedStatus === 'Connected'), JSON.stringify(list).slice(0, 400));
  assert.ok((await json('org', 'open', '--url-only', ...org)).url.startsWith(ORG_URL.replace(/\/$/, '')));
});
await check('org limits and record counts', async () => {
  assert.ok((await json('org', 'list', 'limits', ...org)).some((limit) => limit.name === 'DailyApiRequests'));
  assert.ok((await json('org', 'list', 'sobject', 'record-counts', '--sobject', 'Account', ...org))[0].count >= 0);
});
await check('sobject list and describe', async () => {
  assert.ok((await json('sobject', 'list', '--sobject', 'all', ...org)).includes('Account'));
  assert.deepEqual((await json('sobject', 'list', '--sobject', 'custom', ...org)).filter((name) => !name.endsWith('__c')), []);
  assert.ok((await json('sobject', 'describe', '--sobject', 'Account', ...org)).fields.length > 20);
  await refused(/NOT_FOUND/, 'sobject', 'describe', '--sobject', 'Nope__c', ...org);
});

let id;
await check('data create, get, update and delete record', async () => {
  id = (await json('data', 'create', 'record', '--sobject', 'Account', '--values', `Name='cli ${suffix}' NumberOfEmployees=7`, ...org)).id;
  assert.equal((await json('data', 'get', 'record', '--sobject', 'Account', '--record-id', id, ...org)).Name, `cli ${suffix}`);
  assert.equal((await json('data', 'get', 'record', '--sobject', 'Account', '--where', `Name='cli ${suffix}'`, ...org)).Id, id);
  await json('data', 'update', 'record', '--sobject', 'Account', '--record-id', id, '--values', "Site='There'", ...org);
  await json('data', 'delete', 'record', '--sobject', 'Account', '--where', `Name='cli ${suffix}' Site='There'`, ...org);
  await refused(/NOT_FOUND|ENTITY_IS_DELETED/, 'data', 'get', 'record', '--sobject', 'Account', '--record-id', id, ...org);
  await refused(/REQUIRED_FIELD_MISSING/, 'data', 'create', 'record', '--sobject', 'Account', '--values', "Site='x'", ...org);
});
await check('data query as a table, as CSV and as JSON', async () => {
  const account = (await json('data', 'create', 'record', '--sobject', 'Account', '--values', `Name='q ${suffix}' Industry=Energy`, ...org)).id;
  await json('data', 'create', 'record', '--sobject', 'Contact', '--values', `LastName='c ${suffix}' AccountId=${account}`, ...org);
  const soql = `SELECT Name, Owner.Name, (SELECT LastName, Account.Name FROM Contacts) FROM Account WHERE Id = '${account}'`;
  assert.match(await text('data', 'query', '--query', soql, ...org), new RegExp(`q ${suffix}[\\s\\S]*c ${suffix}[\\s\\S]*Total number of records retrieved: 1`));
  assert.match(await text('data', 'query', '--query', soql, '--result-format', 'csv', ...org), new RegExp(`q ${suffix},.*c ${suffix}`));
  assert.equal((await json('data', 'query', '--query', soql, ...org)).records[0].Contacts.records[0].LastName, `c ${suffix}`);
  assert.match(await text('data', 'query', '--query', 'SELECT Industry, COUNT(Id) how, MAX(Name) FROM Account GROUP BY Industry', ...org), /how/i);
  assert.match(await text('data', 'query', '--query', 'SELECT COUNT() FROM Account', ...org), /Total number of records retrieved: \d+/);
  assert.match(await text('data', 'query', '--query', `SELECT Id FROM Account WHERE Name = 'none ${suffix}'`, ...org), /Total number of records retrieved: 0/);
  await writeFile(join(home, 'query.soql'), soql);
  assert.equal((await json('data', 'query', '--file', 'query.soql', ...org)).totalSize, 1);
  await refused(/INVALID_FIELD/, 'data', 'query', '--query', 'SELECT Nope FROM Account', ...org);
});
await check('data query of deleted rows, and over the tooling API', async () => {
  assert.equal((await json('data', 'query', '--query', `SELECT Id FROM Account WHERE Name = 'cli ${suffix}'`, '--all-rows', ...org)).totalSize, 1);
  assert.equal(typeof (await json('data', 'query', '--use-tooling-api', '--query', 'SELECT Id, Name FROM ApexClass LIMIT 1', ...org)).totalSize, 'number');
});
await check('data search', async () => {
  await json('data', 'create', 'record', '--sobject', 'Account', '--values', `Name='Xylographer${suffix} Prints'`, ...org);
  const found = await json('data', 'search', '--query', `FIND {Xylographer${suffix}} IN ALL FIELDS RETURNING Account(Id, Name)`, ...org);
  assert.equal(found.searchRecords.length, 1);
});
await check('data import tree and export tree', async () => {
  await writeFile(join(home, 'Accounts.json'), JSON.stringify({
    records: [
      { attributes: { type: 'Account', referenceId: 'A1' }, Name: `tree ${suffix}`, Contacts: { records: [{ attributes: { type: 'Contact', referenceId: 'C1' }, LastName: 'Leaf' }] } },
    ],
  }));
  assert.equal((await json('data', 'import', 'tree', '--files', 'Accounts.json', ...org)).length, 2);
  await json('data', 'export', 'tree', '--query', `SELECT Id, Name, (SELECT LastName FROM Contacts) FROM Account WHERE Name = 'tree ${suffix}'`, '--plan', '--output-dir', 'out', ...org);
  const files = await readdir(join(home, 'out'));
  const plan = files.find((name) => name.includes('plan'));
  assert.ok(plan, files.join());
  assert.equal((await json('data', 'import', 'tree', '--plan', join('out', plan), ...org)).length, 2);
  await json('data', 'export', 'tree', '--query', `SELECT Id, Name, (SELECT LastName FROM Contacts) FROM Account WHERE Name = 'tree ${suffix}'`, '--output-dir', 'flat', ...org);
  await refused(/REQUIRED_FIELD_MISSING/, 'data', 'import', 'tree', '--files', await bad('Bad.json'), ...org);
});
async function bad(name) {
  await writeFile(join(home, name), JSON.stringify({ records: [{ attributes: { type: 'Account', referenceId: 'B1' }, Site: 'x' }] }));
  return name;
}
await check('data import, update, upsert, export and delete in bulk', async () => {
  const rows = Array.from({ length: 250 }, (_, n) => `bulk ${suffix} ${String(n).padStart(3, '0')},k${n} ${suffix}`);
  await writeFile(join(home, 'import.csv'), `Name,Key__c\n${rows.join('\n')}\n`);
  const imported = await json('data', 'import', 'bulk', '--file', 'import.csv', '--sobject', 'Account', '--wait', '5', ...org);
  assert.equal(imported.processedRecords, 250);
  await writeFile(join(home, 'upsert.csv'), `Name,Key__c\nbulk ${suffix} first,k0 ${suffix}\nbulk ${suffix} new,knew ${suffix}\n`);
  await json('data', 'upsert', 'bulk', '--file', 'upsert.csv', '--sobject', 'Account', '--external-id', 'Key__c', '--wait', '5', ...org);
  const found = await json('data', 'query', '--query', `SELECT Id FROM Account WHERE Name LIKE 'bulk ${suffix}%' ORDER BY Name`, ...org);
  assert.equal(found.totalSize, 251);
  await writeFile(join(home, 'update.csv'), `Id,Site\n${found.records.map((record) => `${record.Id},bulky`).join('\n')}\n`);
  await json('data', 'update', 'bulk', '--file', 'update.csv', '--sobject', 'Account', '--wait', '5', ...org);
  await json('data', 'export', 'bulk', '--query', `SELECT Id, Name, Owner.Name FROM Account WHERE Site = 'bulky'`, '--output-file', 'export.csv', '--result-format', 'csv', '--wait', '5', ...org);
  assert.equal((await readFile(join(home, 'export.csv'), 'utf8')).trim().split('\n').length, 252);
  await json('data', 'export', 'bulk', '--query', `SELECT Id FROM Account WHERE Site = 'bulky'`, '--output-file', 'export.json', '--result-format', 'json', '--wait', '5', ...org);
  assert.equal(JSON.parse(await readFile(join(home, 'export.json'), 'utf8')).length, 251);
  await writeFile(join(home, 'delete.csv'), `Id\n${found.records.map((record) => record.Id).join('\n')}\n`);
  await json('data', 'delete', 'bulk', '--file', 'delete.csv', '--sobject', 'Account', '--wait', '5', ...org);
  assert.equal((await json('data', 'query', '--query', `SELECT Id FROM Account WHERE Site = 'bulky'`, ...org)).totalSize, 0);
});
await check('bulk results of a job that failed in part', async () => {
  await writeFile(join(home, 'part.csv'), `Name,Site\npart ${suffix},x\n,y\n`);
  const { stdout } = await sf('data', 'import', 'bulk', '--file', 'part.csv', '--sobject', 'Account', '--wait', '5', '--json', ...org);
  const job = stdout.match(/750\w{15}/)[0];
  const results = await json('data', 'bulk', 'results', '--job-id', job, ...org);
  assert.deepEqual([results.processedRecords, results.failedRecords], [2, 1]);
  assert.match(await readFile(join(home, results.failedFilePath), 'utf8'), /REQUIRED_FIELD_MISSING/);
  await writeFile(join(home, 'nope.csv'), 'Name,Nope\na,b\n');
  await refused(/Field name not found : Nope/, 'data', 'import', 'bulk', '--file', 'nope.csv', '--sobject', 'Account', '--wait', '5', ...org);
});
await check('api request rest', async () => {
  assert.match(await text('api', 'request', 'rest', '/services/data/v62.0/limits', ...org), /DailyApiRequests/);
  assert.match(await text('api', 'request', 'rest', '/services/data/v62.0/sobjects/Account', '--method', 'POST', '--body', `{"Name":"rest ${suffix}"}`, ...org), /"success":\s*true/);
});
await check('data create file, which uploads a ContentVersion', async () => {
  await writeFile(join(home, 'note.txt'), 'a note');
  const file = await json('data', 'create', 'file', '--file', 'note.txt', ...org);
  assert.match(file.ContentDocumentId, /^069/);
});
await check('sign out', async () => {
  await json('org', 'logout', '--target-org', ORG_USERNAME, '--no-prompt');
});

await rm(home, { recursive: true, force: true });
finish();
