// The real jsforce against the emulated org of ORG_URL, as its users use it.
import assert from 'node:assert/strict';
import { Readable } from 'node:stream';
import jsforce from 'jsforce';
import { check, refused, finish } from './checks.mjs';

const { ORG_URL, ORG_TOKEN, ORG_USERNAME, ORG_PASSWORD, ORG_SECURITY_TOKEN, ORG_CLIENT_ID, ORG_CLIENT_SECRET } = process.env;
const oauth2 = { loginUrl: ORG_URL, clientId: ORG_CLIENT_ID, clientSecret: ORG_CLIENT_SECRET, redirectUri: 'http://localhost/callback' };
const conn = new jsforce.Connection({ instanceUrl: ORG_URL, accessToken: ORG_TOKEN, version: '62.0' });
conn.bulk.pollInterval = 100;
conn.bulk.pollTimeout = 60000;
conn.bulk2.pollInterval = 100;
conn.bulk2.pollTimeout = 60000;
const suffix = Date.now().toString(36);
const only = (records) => records.map(({ attributes, ...rest }) => rest);

await check('SOAP login gives a session and logout ends it', async () => {
  const other = new jsforce.Connection({ loginUrl: ORG_URL, version: '62.0' });
  const user = await other.login(ORG_USERNAME, ORG_PASSWORD + ORG_SECURITY_TOKEN);
  assert.match(user.id, /^005\w{15}$/);
  assert.match(user.organizationId, /^00D\w{15}$/);
  assert.equal(other.instanceUrl, new URL(ORG_URL).origin);
  assert.equal((await other.query('SELECT Id FROM Account LIMIT 1')).records.length, 1);
  const token = other.accessToken;
  await other.logout();
  await refused(new jsforce.Connection({ instanceUrl: ORG_URL, accessToken: token }).query('SELECT Id FROM Account'), 'INVALID_SESSION_ID');
});
await check('SOAP login with a wrong password is refused', () =>
  assert.rejects(new jsforce.Connection({ loginUrl: ORG_URL }).login(ORG_USERNAME, 'wrong'), /^Error: INVALID_LOGIN: Invalid username, password, security token; or user locked out\.$/));
await check('OAuth password flow signs in, and the refresh token renews a dead session', async () => {
  const other = new jsforce.Connection({ oauth2, version: '62.0' });
  await other.login(ORG_USERNAME, ORG_PASSWORD + ORG_SECURITY_TOKEN);
  assert.ok(other.accessToken);
  if (other.refreshToken) {
    const tokens = await other.oauth2.refreshToken(other.refreshToken);
    assert.ok(tokens.access_token);
    let renewed = 0;
    const stale = new jsforce.Connection({ oauth2, instanceUrl: ORG_URL, accessToken: 'dead', refreshToken: other.refreshToken });
    stale.on('refresh', () => renewed++);
    assert.equal((await stale.query('SELECT Id FROM User LIMIT 1')).totalSize, 1);
    assert.equal(renewed, 1);
  }
});
await check('OAuth with a wrong secret is refused', () =>
  refused(new jsforce.Connection({ oauth2: { ...oauth2, clientSecret: 'wrong' } }).login(ORG_USERNAME, ORG_PASSWORD), 'invalid_client'));
await check('OAuth client credentials sign in', async () => {
  const other = new jsforce.Connection({ oauth2, version: '62.0' });
  const user = await other.authorize({ grant_type: 'client_credentials' });
  assert.match(user.id, /^005/);
});
await check('revoking a token ends its session', async () => {
  const other = new jsforce.Connection({ oauth2, version: '62.0' });
  await other.login(ORG_USERNAME, ORG_PASSWORD + ORG_SECURITY_TOKEN);
  await other.logoutByOAuth2();
});
await check('identity tells who is signed in', async () => {
  const identity = await conn.identity();
  assert.equal(identity.username, ORG_USERNAME);
  assert.match(identity.organization_id, /^00D/);
  assert.ok(identity.urls.rest);
});

let id;
await check('a record is created, read, updated and deleted', async () => {
  const created = await conn.sobject('Account').create({ Name: `js ${suffix}`, Industry: 'Energy', NumberOfEmployees: 7 });
  assert.deepEqual({ ...created, id: '' }, { id: '', success: true, errors: [] });
  id = created.id;
  const read = await conn.sobject('Account').retrieve(id);
  assert.equal(read.Name, `js ${suffix}`);
  assert.equal(read.NumberOfEmployees, 7);
  assert.equal(read.attributes.type, 'Account');
  assert.deepEqual(Object.keys(await conn.sobject('Account').retrieve(id, { fields: ['Name', 'Industry'] })), ['attributes', 'Name', 'Industry', 'Id']);
  const updated = await conn.sobject('Account').update({ Id: id, Industry: null, Site: 'Here' });
  assert.deepEqual(updated, { id, success: true, errors: [] });
  assert.equal((await conn.sobject('Account').retrieve(id)).Industry, null);
  assert.equal((await conn.sobject('Account').destroy(id)).success, true);
  await refused(conn.sobject('Account').retrieve(id), 'ENTITY_IS_DELETED');
  await refused(conn.sobject('Account').destroy(id), 'ENTITY_IS_DELETED');
});
await check('errors come with their codes and fields', async () => {
  const missing = await refused(conn.sobject('Account').create({ Site: 'x' }), 'REQUIRED_FIELD_MISSING');
  assert.deepEqual(missing.data.fields, ['Name']);
  await refused(conn.sobject('Account').create({ Name: 'x', Nope__c: 1 }), 'INVALID_FIELD');
  await refused(conn.sobject('Nope__c').create({ Name: 'x' }), 'NOT_FOUND');
  await refused(conn.sobject('Account').retrieve('001000000000000AAA'), 'NOT_FOUND');
  await refused(conn.query('SELECT Nope FROM Account'), 'INVALID_FIELD');
  await refused(conn.query('SELECT Id FROM Nope'), 'INVALID_TYPE');
  await refused(conn.query('SELEKT'), 'MALFORMED_QUERY');
});
await check('a record is upserted by a key', async () => {
  const key = `key ${suffix}`;
  const first = await conn.sobject('Account').upsert({ Name: 'Upserted', Key__c: key }, 'Key__c');
  assert.equal(first.created, true);
  const second = await conn.sobject('Account').upsert({ Name: 'Upserted again', Key__c: key }, 'Key__c');
  assert.deepEqual(second, { id: first.id, success: true, errors: [], created: false });
});
await check('several matches of a key are answered as such', async () => {
  await conn.sobject('Account').create([{ Name: 'Twin', Group__c: `twin ${suffix}` }, { Name: 'Twin', Group__c: `twin ${suffix}` }]);
  await refused(conn.sobject('Account').upsert({ Name: 'Twin', Group__c: `twin ${suffix}` }, 'Group__c'), 'MULTIPLE_CHOICES');
});
await check('collections create, retrieve, update, upsert and delete', async () => {
  const names = [0, 1, 2].map((n) => ({ Name: `coll ${n} ${suffix}` }));
  const created = await conn.sobject('Account').create(names);
  assert.ok(created.every((result) => result.success));
  const ids = created.map((result) => result.id);
  const read = await conn.sobject('Account').retrieve([...ids, '001000000000000AAA']);
  assert.deepEqual(read.slice(0, 3).map((record) => record.Name), names.map((record) => record.Name));
  assert.equal(read[3], null);
  const updated = await conn.sobject('Account').update([{ Id: ids[0], Site: 'x' }, { Id: ids[1], Name: '' }]);
  assert.deepEqual(updated.map((result) => result.success), [true, false]);
  assert.equal(updated[1].errors[0].statusCode ?? updated[1].errors[0].errorCode, 'REQUIRED_FIELD_MISSING');
  const upserted = await conn.sobject('Account').upsert([{ Name: 'u1', Key__c: `u1 ${suffix}` }, { Name: 'u2', Key__c: `u2 ${suffix}` }], 'Key__c');
  assert.deepEqual(upserted.map((result) => result.created), [true, true]);
  const all = await conn.sobject('Account').create([{ Name: 'good' }, {}], { allOrNone: true });
  assert.deepEqual(all.map((result) => result.success), [false, false]);
  assert.ok((await conn.sobject('Account').destroy(ids)).every((result) => result.success));
});
await check('more than 200 records go in several requests', async () => {
  const records = Array.from({ length: 450 }, (_, n) => ({ LastName: `Many ${suffix} ${n}` }));
  const created = await conn.sobject('Contact').create(records, { allowRecursive: true });
  assert.equal(created.filter((result) => result.success).length, 450);
});
await check('queries page by queryMore and by autoFetch', async () => {
  const soql = `SELECT Id, LastName FROM Contact WHERE LastName LIKE 'Many ${suffix}%' ORDER BY LastName`;
  const first = await conn.query(soql, { headers: { 'Sforce-Query-Options': 'batchSize=200' } });
  assert.deepEqual([first.totalSize, first.done, first.records.length], [450, false, 200]);
  const second = await conn.queryMore(first.nextRecordsUrl);
  const third = await conn.queryMore(second.nextRecordsUrl);
  assert.deepEqual([second.records.length, third.records.length, third.done], [200, 50, true]);
  assert.equal((await conn.query(soql, { autoFetch: true, maxFetch: 10000, headers: { 'Sforce-Query-Options': 'batchSize=200' } })).records.length, 450);
  let events = 0;
  await new Promise((resolve, reject) => conn.query(soql).on('record', () => events++).on('end', resolve).on('error', reject).run({ autoFetch: true, maxFetch: 10000 }));
  assert.equal(events, 450);
  await refused(conn.queryMore('01gD0000002HU6KIAW-2000'), 'INVALID_QUERY_LOCATOR');
});
await check('sobject finders write SOQL that is understood', async () => {
  const name = `finder ${suffix}`;
  await conn.sobject('Account').create({ Name: name, AnnualRevenue: 12.5, Industry: 'Energy' });
  const found = await conn.sobject('Account').findOne({ Name: name, AnnualRevenue: { $gte: 10 } }, 'Id, Name, CreatedDate');
  assert.equal(found.Name, name);
  assert.equal(await conn.sobject('Account').count({ Name: { $like: `finder ${suffix}%` } }), 1);
  const all = await conn.sobject('Account').find({ Name: name }).sort({ CreatedDate: -1 }).limit(5).skip(0);
  assert.equal(all.length, 1);
  assert.ok('BillingCity' in all[0]);
  const inList = await conn.sobject('Account').find({ Name: { $in: [name, 'other'] }, CreatedDate: { $gte: jsforce.SfDate.TODAY } }, 'Id');
  assert.equal(inList.length, 1);
});
await check('child lists are fetched with their parents', async () => {
  const account = await conn.sobject('Account').create({ Name: `parent ${suffix}` });
  await conn.sobject('Contact').create([{ LastName: 'One', AccountId: account.id }, { LastName: 'Two', AccountId: account.id }]);
  const [found] = await conn.sobject('Account').find({ Id: account.id }, 'Id, Name').include('Contacts').select('Id, LastName').sort('LastName').end();
  assert.deepEqual(found.Contacts.records.map((contact) => contact.LastName), ['One', 'Two']);
  const [childless] = (await conn.query(`SELECT Id, (SELECT Id FROM Opportunities) FROM Account WHERE Id = '${account.id}'`)).records;
  assert.equal(childless.Opportunities, null);
  const [contact] = (await conn.query(`SELECT LastName, Account.Name, Account.Owner.Name FROM Contact WHERE AccountId = '${account.id}' LIMIT 1`)).records;
  assert.equal(contact.Account.Name, `parent ${suffix}`);
});
await check('aggregates, COUNT() and queryAll', async () => {
  const groups = await conn.query(`SELECT COUNT(Id), MIN(LastName) earliest FROM Contact WHERE LastName LIKE 'Many ${suffix}%'`);
  assert.deepEqual([groups.records[0].expr0, groups.records[0].earliest], [450, `Many ${suffix} 0`]);
  const count = await conn.query('SELECT COUNT() FROM Contact');
  assert.ok(count.totalSize >= 450 && count.records.length === 0);
  const deleted = await conn.query(`SELECT Id FROM Account WHERE IsDeleted = true AND Name = 'js ${suffix}'`).scanAll(true);
  assert.equal(deleted.records.length, 1);
});
await check('a query explains itself', async () => {
  const plan = await conn.query('SELECT Id FROM Account').explain();
  assert.ok(plan.plans.length > 0 && plan.plans[0].sobjectType === 'Account');
});
await check('describes', async () => {
  const global = await conn.describeGlobal();
  assert.equal(global.maxBatchSize, 200);
  assert.ok(global.sobjects.some((entry) => entry.name === 'Account' && entry.keyPrefix === '001'));
  const account = await conn.sobject('Account').describe();
  assert.ok(account.fields.some((field) => field.name === 'Key__c' && field.externalId));
  assert.ok(account.childRelationships.some((child) => child.relationshipName === 'Contacts'));
  assert.equal(await conn.describe$('Account').then((again) => again.name), 'Account');
  assert.ok((await conn.sobject('Account').layouts()).layouts.length > 0);
  assert.ok((await conn.sobject('Account').compactLayouts()).compactLayouts);
  assert.ok((await conn.sobject('Account').approvalLayouts()).approvalLayouts);
  assert.ok(Array.isArray(await conn.sobject('Account').quickActions()));
  assert.ok(Array.isArray((await conn.sobject('Account').listviews()).listviews));
  await refused(conn.sobject('Nope__c').describe(), 'NOT_FOUND');
});
await check('limits, tabs, theme, recent records, quick actions', async () => {
  const limits = await conn.limits();
  assert.ok(limits.DailyApiRequests.Max > limits.DailyApiRequests.Remaining);
  assert.ok(conn.limitInfo.apiUsage.used > 0);
  assert.ok(Array.isArray(await conn.recent(5)));
  assert.ok(Array.isArray(await conn.sobject('Account').recent()));
  assert.ok(Array.isArray(await conn.tabs()));
  assert.ok((await conn.theme()).themeItems);
  assert.ok(Array.isArray(await conn.quickActions()));
});
await check('updated and deleted records of a span of time', async () => {
  const end = new Date(Date.now() + 120000).toISOString();
  const start = new Date(Date.now() - 3600000).toISOString();
  assert.ok((await conn.sobject('Contact').updated(start, end)).ids.length >= 450);
  assert.ok((await conn.sobject('Account').deleted(start, end)).deletedRecords.some((record) => record.id === id));
});
await check('search', async () => {
  await conn.sobject('Account').create({ Name: `Zymurgy${suffix} Brewers` });
  const found = await conn.search(`FIND {Zymurgy${suffix}} IN ALL FIELDS RETURNING Account(Id, Name), Contact(Id)`);
  assert.deepEqual(found.searchRecords.map((record) => record.Name), [`Zymurgy${suffix} Brewers`]);
});
await check('raw requests: composite, batch, tree, graph', async () => {
  const composite = await conn.requestPost('/composite', {
    allOrNone: true,
    compositeRequest: [
      { method: 'POST', url: '/services/data/v62.0/sobjects/Account', referenceId: 'a', body: { Name: `composite ${suffix}` } },
      { method: 'POST', url: '/services/data/v62.0/sobjects/Contact', referenceId: 'c', body: { LastName: 'Composed', AccountId: '@{a.id}' } },
      { method: 'GET', url: "/services/data/v62.0/query?q=SELECT+Id+FROM+Contact+WHERE+AccountId='@{a.id}'", referenceId: 'q' },
      { method: 'GET', url: '/services/data/v62.0/sobjects/Contact/@{q.records[0].Id}?fields=LastName', referenceId: 'r' },
    ],
  });
  assert.deepEqual(composite.compositeResponse.map((answer) => answer.httpStatusCode), [201, 201, 200, 200]);
  assert.equal(composite.compositeResponse[3].body.LastName, 'Composed');
  const batch = await conn.requestPost('/composite/batch', { batchRequests: [{ method: 'GET', url: 'v62.0/limits' }, { method: 'GET', url: 'v62.0/nope' }] });
  assert.deepEqual([batch.hasErrors, ...batch.results.map((result) => result.statusCode)], [true, 200, 404]);
  const tree = await conn.requestPost('/composite/tree/Account', {
    records: [{ attributes: { type: 'Account', referenceId: 't1' }, Name: `tree ${suffix}`, Contacts: { records: [{ attributes: { type: 'Contact', referenceId: 't2' }, LastName: 'Leaf' }] } }],
  });
  assert.deepEqual(tree.results.map((result) => result.referenceId), ['t1', 't2']);
  const graph = await conn.requestPost('/composite/graph', {
    graphs: [{ graphId: 'g', compositeRequest: [{ method: 'POST', url: '/services/data/v62.0/sobjects/Account', referenceId: 'n', body: { Name: `graph ${suffix}` } }] }],
  });
  assert.equal(graph.graphs[0].isSuccessful, true);
});
await check('Apex REST', async () => {
  assert.deepEqual(await conn.apex.get('/echo/one?x=2'), { method: 'GET', path: 'echo/one', query: { x: '2' }, body: null });
  assert.equal((await conn.apex.post('/echo/two', { a: 1 })).body, '{"a":1}');
  assert.equal((await conn.apex.put('/echo/two', { a: 1 })).method, 'PUT');
  assert.equal((await conn.apex.patch('/echo/two', { a: 1 })).method, 'PATCH');
  assert.equal((await conn.apex.delete('/echo/two')).method, 'DELETE');
  await refused(conn.apex.get('/nowhere'), 'NOT_FOUND');
  await refused(conn.apex.get('/broken'), 'APEX_ERROR');
});
await check('Bulk API: records from an array, a CSV text and a stream', async () => {
  const loaded = await conn.bulk.load('Account', 'insert', [{ Name: `bulk1 a ${suffix}`, Site: null }, { Name: `bulk1 "b" ${suffix}` }, { Name: '' }]);
  assert.deepEqual(loaded.map((result) => result.success), [true, true, false]);
  assert.match(loaded[2].errors[0], /^REQUIRED_FIELD_MISSING:/);
  const text = await conn.bulk.load('Account', 'insert', `Name,Key__c\nbulk1 c ${suffix},b1c ${suffix}\n`);
  assert.equal(text[0].success, true);
  const upserted = await conn.bulk.load('Account', 'upsert', { extIdField: 'Key__c', concurrencyMode: 'Serial' }, Readable.from([`Name,Key__c\nbulk1 d ${suffix},b1c ${suffix}\nbulk1 e ${suffix},b1e ${suffix}\n`]));
  assert.deepEqual(upserted.map((result) => result.created), [false, true]);
  const updated = await conn.sobject('Account').updateBulk([{ Id: loaded[0].id, Site: 'bulk1' }]);
  assert.equal(updated[0].success, true);
  const deleted = await conn.sobject('Account').destroyBulk([{ Id: loaded[1].id }]);
  assert.equal(deleted[0].success, true);
});
await check('Bulk API: a query as a stream of records', async () => {
  const records = [];
  const stream = await conn.bulk.query(`SELECT Id, Name FROM Account WHERE Name LIKE 'bulk1 %${suffix}' ORDER BY Name`);
  await new Promise((resolve, reject) => stream.on('record', (record) => records.push(record)).on('end', resolve).on('error', reject));
  assert.deepEqual(records.map((record) => record.Name), [`bulk1 a ${suffix}`, `bulk1 d ${suffix}`, `bulk1 e ${suffix}`]);
});
await check('Bulk API: jobs are opened, checked, listed and aborted by hand; a dead batch tells why', async () => {
  const job = conn.bulk.createJob('Account', 'insert');
  const info = await job.open();
  assert.equal(info.state, 'Open');
  const batch = job.createBatch();
  await assert.rejects(new Promise((resolve, reject) => {
    batch.on('queue', () => batch.poll(100, 30000)).on('response', resolve).on('error', reject);
    batch.execute('Name,Nope\na,b\n').then(resolve, reject);
  }), /InvalidBatch : Field name not found : Nope/);
  assert.equal((await job.list()).length, 1);
  assert.equal((await job.check()).numberBatchesFailed, '1');
  assert.equal((await job.abort()).state, 'Aborted');
  await refused(conn.bulk.createJob('Nope__c', 'insert').open(), 'InvalidJob');
});
await check('a query updates and destroys what it finds, in bulk when there is much of it', async () => {
  const updated = await conn.query(`SELECT Id, LastName FROM Contact WHERE LastName LIKE 'Many ${suffix}%'`).update({ Title: '${LastName}!' }, 'Contact', { bulkThreshold: 200 });
  assert.equal(updated.filter((result) => result.success).length, 450);
  const destroyed = await conn.sobject('Contact').find({ LastName: { $like: `Many ${suffix}%` } }).destroy({ bulkThreshold: 200, bulkApiVersion: 2 });
  assert.equal(Array.isArray(destroyed) ? destroyed.length : destroyed.successfulResults.length, 450);
});
await check('Bulk API 2.0: load and wait, results by kind', async () => {
  const results = await conn.bulk2.loadAndWaitForResults({ object: 'Account', operation: 'insert', input: [{ Name: `bulk2 a ${suffix}`, Key__c: `b2a ${suffix}` }, { Name: '', Key__c: 'x' }] });
  assert.equal(results.successfulResults.length, 1);
  assert.match(results.successfulResults[0].sf__Id, /^001/);
  assert.equal(results.successfulResults[0].sf__Created, 'true');
  assert.match(results.failedResults[0].sf__Error, /^REQUIRED_FIELD_MISSING:/);
  assert.equal(results.unprocessedRecords.length, 0);
  const upserted = await conn.bulk2.loadAndWaitForResults({ object: 'Account', operation: 'upsert', externalIdFieldName: 'Key__c', input: `Name,Key__c\nbulk2 b ${suffix},b2a ${suffix}\n` });
  assert.equal(upserted.successfulResults[0].sf__Created, 'false');
  const hard = await conn.bulk2.loadAndWaitForResults({ object: 'Account', operation: 'hardDelete', input: [{ Id: upserted.successfulResults[0].sf__Id }] });
  assert.equal(hard.successfulResults.length, 1);
});
await check('Bulk API 2.0: a job by hand, from a stream, aborted and deleted', async () => {
  const job = conn.bulk2.createJob({ object: 'Account', operation: 'insert' });
  await job.open();
  await job.uploadData(Readable.from([`Name\nbulk2 stream ${suffix}\n`]));
  await job.close();
  await job.poll(100, 30000);
  assert.equal((await job.check()).numberRecordsProcessed, 1);
  assert.equal((await job.getSuccessfulResults()).length, 1);
  await refused(job.abort().finally(() => {}), 'INVALIDJOBSTATE');
  await job.delete();
  const second = conn.bulk2.createJob({ object: 'Account', operation: 'insert' });
  second.on('error', () => {});
  await second.open();
  await second.abort();
  assert.equal((await second.check()).state, 'Aborted');
});
await check('Bulk API 2.0: a query with scanAll, over several pages', async () => {
  const stream = await conn.bulk2.query('SELECT Id, LastName, Account.Name FROM Contact', { lineEnding: 'CRLF' });
  const records = await stream.toArray();
  assert.equal(records.length, (await conn.query('SELECT COUNT() FROM Contact')).totalSize);
  const failed = conn.bulk2.query('SELECT Id, BillingAddress FROM Account');
  await refused(failed, 'API_ERROR');
  const all = await (await conn.bulk2.query(`SELECT Id FROM Account WHERE Name = 'js ${suffix}'`, { scanAll: true })).toArray();
  assert.equal(all.length, 1);
});
await check('tooling queries and describes', async () => {
  const classes = await conn.tooling.query('SELECT Id, Name FROM ApexClass LIMIT 1');
  assert.equal(typeof classes.totalSize, 'number');
});
await check('SOAP calls of conn.soap', async () => {
  const stamp = await conn.soap.getServerTimestamp();
  assert.ok(Math.abs(new Date(stamp.timestamp) - Date.now()) < 3600000);
  assert.equal((await conn.soap.getUserInfo()).userName, ORG_USERNAME);
  const gone = await conn.sobject('Account').create({ Name: `bin ${suffix}` });
  await conn.sobject('Account').destroy(gone.id);
  const undeleted = await conn.soap.undelete([gone.id]);
  assert.equal([].concat(undeleted)[0].success, true);
  assert.equal((await conn.sobject('Account').retrieve(gone.id)).IsDeleted, false);
  await conn.sobject('Account').destroy(gone.id);
  assert.equal([].concat(await conn.soap.emptyRecycleBin([gone.id]))[0].success, true);
  await refused(conn.sobject('Account').retrieve(gone.id), 'NOT_FOUND');
});

finish();
