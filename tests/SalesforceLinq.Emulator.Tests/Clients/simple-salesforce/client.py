"""The real simple-salesforce against the emulated org of ORG_URL, as its users use it."""
import os
import sys
import tempfile
import time
import traceback
import urllib.parse
from datetime import datetime, timedelta, timezone

import requests
from simple_salesforce import Salesforce, SalesforceLogin, SFType, format_soql
from simple_salesforce import exceptions as errors

url = os.environ["ORG_URL"].rstrip("/")
token = os.environ["ORG_TOKEN"]
username, password, security_token = (os.environ["ORG_" + name] for name in ("USERNAME", "PASSWORD", "SECURITY_TOKEN"))
client_id, client_secret = os.environ["ORG_CLIENT_ID"], os.environ["ORG_CLIENT_SECRET"]
host = urllib.parse.urlparse(url).netloc
suffix = format(int(time.time() * 1000), "x")
passed = failed = 0


def check(body):
    global passed, failed
    name = body.__name__.replace("_", " ")
    try:
        body()
        passed += 1
        print("ok", name)
    except Exception as error:  # every check is told apart; one that fails does not stop the rest
        failed += 1
        print("FAILED", name + ":", type(error).__name__, str(error)[:600])
        if os.environ.get("TRACE"):
            traceback.print_exc()


def refused(kind, call, *arguments, **named):
    try:
        call(*arguments, **named)
    except kind as error:
        return error
    raise AssertionError(kind.__name__ + " was expected")


class ToOrg(requests.adapters.HTTPAdapter):
    """simple-salesforce speaks https, to hosts of salesforce.com where it signs in: what is meant for them goes to the emulated org."""

    def send(self, request, **named):
        parts = urllib.parse.urlparse(request.url)
        request.url = urllib.parse.urlunparse(("http", host, *parts[2:]))
        return super().send(request, **named)


def session():
    session = requests.Session()
    session.mount("https://", ToOrg())
    return session


sf = Salesforce(instance_url=url, session_id=token, session=session())


@check
def sign_in_by_SOAP_with_a_security_token():
    session_id, instance = SalesforceLogin(username=username, password=password, security_token=security_token, session=session())
    assert instance == host
    assert Salesforce(instance_url=url, session_id=session_id, session=session()).query("SELECT Id FROM Account LIMIT 1")["totalSize"] == 1


@check
def sign_in_by_SOAP_with_an_organization():
    session_id, _ = SalesforceLogin(username=username, password=password, organizationId=sf.query("SELECT Id FROM Organization")["records"][0]["Id"], session=session())
    assert session_id


@check
def sign_in_with_a_wrong_password_is_refused():
    error = refused(errors.SalesforceAuthenticationFailed, SalesforceLogin, username=username, password="wrong", security_token="x", session=session())
    assert error.code == "INVALID_LOGIN", error.code


@check
def sign_in_by_connected_app_password_flow():
    session_id, _ = SalesforceLogin(username=username, password=password, consumer_key=client_id, consumer_secret=client_secret, session=session())
    assert session_id


@check
def sign_in_by_client_credentials():
    session_id, _ = SalesforceLogin(consumer_key=client_id, consumer_secret=client_secret, domain="org", session=session())
    assert session_id


@check
def sign_in_with_a_wrong_secret_is_refused():
    refused(errors.SalesforceAuthenticationFailed, SalesforceLogin, username=username, password=password, consumer_key=client_id, consumer_secret="wrong", session=session())


@check
def sign_in_by_JWT():
    session_id, _ = SalesforceLogin(username=username, consumer_key=client_id, privatekey_file=os.environ["ORG_JWT_KEY"], session=session())
    assert session_id


@check
def dead_session_is_told():
    refused(errors.SalesforceExpiredSession, Salesforce(instance_url=url, session_id="dead", session=session()).query, "SELECT Id FROM Account")


@check
def record_is_created_read_updated_and_deleted():
    created = sf.Account.create({"Name": "py " + suffix, "NumberOfEmployees": 7})
    assert created["success"] and created["errors"] == []
    account = sf.Account.get(created["id"])
    assert account["Name"] == "py " + suffix and account["NumberOfEmployees"] == 7 and account["attributes"]["type"] == "Account"
    assert sf.Account.update(created["id"], {"Name": "py2 " + suffix}) == 204
    assert sf.Account.get(created["id"])["Name"] == "py2 " + suffix
    assert sf.Account.delete(created["id"]) == 204
    refused(errors.SalesforceResourceNotFound, sf.Account.get, created["id"])
    refused(errors.SalesforceResourceNotFound, sf.Account.delete, created["id"])


@check
def record_is_upserted_and_read_by_a_key_of_its_own():
    key = "p/%s" % suffix
    path = "Key__c/" + urllib.parse.quote(key, safe="")
    assert sf.Account.upsert(path, {"Name": "Upserted"}) == 201
    assert sf.Account.upsert(path, {"Name": "Upserted again"}) == 200
    assert sf.Account.get_by_custom_id("Key__c", key)["Name"] == "Upserted again"
    sf.Account.create({"Name": "Twin", "Group__c": suffix})
    sf.Account.create({"Name": "Twin", "Group__c": suffix})
    refused(errors.SalesforceMoreThanOneRecord, sf.Account.get_by_custom_id, "Group__c", suffix)


@check
def bad_requests_are_told_with_their_codes():
    error = refused(errors.SalesforceMalformedRequest, sf.Account.create, {"Nope__c": 1})
    assert error.content[0]["errorCode"] == "INVALID_FIELD", error.content
    error = refused(errors.SalesforceMalformedRequest, sf.query, "SELECT Nope FROM Account")
    assert error.content[0]["errorCode"] == "INVALID_FIELD", error.content
    refused(errors.SalesforceResourceNotFound, SFType("Nope__c", token, host, session=session()).describe)


@check
def queries_page_and_iterate():
    records = [{"LastName": "Many %s %03d" % (suffix, row)} for row in range(450)]
    results = sf.bulk.Contact.insert(records, batch_size=200, use_serial=True)
    assert len(results) == 450 and all(result["success"] for result in results), results[:1]
    soql = format_soql("SELECT Id, LastName FROM Contact WHERE LastName LIKE '{:like}%' ORDER BY LastName", "Many " + suffix)
    assert sf.query(soql)["totalSize"] == 450
    paged = Salesforce(instance_url=url, session_id=token, session=session())
    paged.headers["Sforce-Query-Options"] = "batchSize=200"
    first = paged.query(soql)
    assert (first["done"], len(first["records"])) == (False, 200)
    second = paged.query_more(first["nextRecordsUrl"], True)
    third = paged.query_more(second["nextRecordsUrl"].split("/")[-1])
    assert (len(second["records"]), len(third["records"]), third["done"]) == (200, 50, True)
    assert len(paged.query_all(soql)["records"]) == 450
    assert sum(1 for _ in paged.query_all_iter(soql)) == 450
    assert len(sf.query_all(soql, include_deleted=True)["records"]) == 450


@check
def child_lists_and_parents():
    account = sf.Account.create({"Name": "parent " + suffix})["id"]
    for name in ("One", "Two"):
        sf.Contact.create({"LastName": name, "AccountId": account})
    record = sf.query("SELECT Name, (SELECT LastName FROM Contacts ORDER BY LastName), (SELECT Id FROM Opportunities) FROM Account WHERE Id = '%s'" % account)["records"][0]
    assert [contact["LastName"] for contact in record["Contacts"]["records"]] == ["One", "Two"] and record["Opportunities"] is None
    assert sf.query("SELECT Account.Name FROM Contact WHERE AccountId = '%s'" % account)["records"][0]["Account"]["Name"] == "parent " + suffix


@check
def search_and_quick_search():
    sf.Account.create({"Name": "Quixotic%s Works" % suffix})
    found = sf.search("FIND {Quixotic%s} RETURNING Account(Id, Name)" % suffix)
    assert [record["Name"] for record in found["searchRecords"]] == ["Quixotic%s Works" % suffix]
    assert len(sf.quick_search("Quixotic" + suffix)["searchRecords"]) == 1


@check
def describes_and_layouts():
    assert any(entry["name"] == "Account" for entry in sf.describe()["sobjects"])
    assert sf.Account.metadata()["objectDescribe"]["keyPrefix"] == "001"
    assert any(field["name"] == "Key__c" for field in sf.Account.describe()["fields"])
    assert sf.Account.describe_layout("012000000000000AAA")


@check
def changes_of_a_span_of_time():
    end = datetime.now(timezone.utc) + timedelta(minutes=2)
    assert sf.Contact.updated(end - timedelta(hours=1), end)["ids"]
    assert "deletedRecords" in sf.Account.deleted(end - timedelta(hours=1), end)


@check
def limits_usage_user_info_and_kind_of_org():
    assert sf.limits()["DailyApiRequests"]["Max"] > 0
    assert sf.api_usage["api-usage"].used > 0
    assert sf.oauth2("userinfo")["preferred_username"] == username
    assert sf.is_sandbox() in (True, False)


@check
def apex_restful_and_tooling():
    assert sf.apexecute("echo/py", method="POST", data={"a": 1})["method"] == "POST"
    assert sf.apexecute("echo/py", method="GET", params={"x": 1})["query"] == {"x": "1"}
    assert sf.restful("sobjects/Account/describe")["name"] == "Account"
    assert "totalSize" in sf.toolingexecute("query?q=" + urllib.parse.quote("SELECT Id FROM ApexClass"))


@check
def old_bulk_interface_inserts_updates_upserts_queries_and_deletes():
    data = [{"Name": "b1 a " + suffix, "Key__c": "b1a " + suffix}, {"Name": "", "Key__c": "b1b " + suffix}]
    results = sf.bulk.Account.insert(data, batch_size=10000, use_serial=True)
    assert [result["success"] for result in results] == [True, False] and results[1]["errors"][0]["statusCode"] == "REQUIRED_FIELD_MISSING", results
    detailed = sf.bulk.Account.insert([{"Name": "b1 d " + suffix}], include_detailed_results=True)
    assert detailed[0]["Name"] == "b1 d " + suffix
    upserted = sf.bulk.Account.upsert([{"Name": "b1 c " + suffix, "Key__c": "b1a " + suffix}, {"Name": "b1 e " + suffix, "Key__c": "b1e " + suffix}], "Key__c", batch_size="auto")
    assert [result["created"] for result in upserted] == [False, True]
    updated = sf.bulk.Account.update([{"Id": results[0]["id"], "Site": "bulk"}])
    assert updated[0]["success"]
    rows = sf.bulk.Account.query("SELECT Id, Name, CreatedDate FROM Account WHERE Site = 'bulk' AND Key__c = 'b1a %s'" % suffix)
    assert rows[0]["Name"] == "b1 c " + suffix, rows
    assert len(sf.bulk.Account.query_all("SELECT Id FROM Account WHERE Name LIKE 'b1 _ %s'" % suffix)) == 3
    lazy = [row for page in sf.bulk.Account.query("SELECT Id FROM Account WHERE Name LIKE 'b1 _ %s'" % suffix, lazy_operation=True) for row in page]
    assert len(lazy) == 3
    assert sf.bulk.Account.delete([{"Id": results[0]["id"]}])[0]["success"]
    assert sf.bulk.Account.hard_delete([{"Id": detailed[0]["id"]}])[0]["success"]
    submitted = sf.bulk.submit_dml("Account", "insert", [{"Name": "b1 s " + suffix}])
    assert submitted[0]["success"]


@check
def new_bulk_interface_inserts_upserts_updates_deletes_and_tells_results():
    records = [{"Name": "b2 %d %s" % (row, suffix), "Key__c": "b2 %d %s" % (row, suffix)} for row in range(300)] + [{"Name": "", "Key__c": "none"}]
    results = sf.bulk2.Account.insert(records=records, batch_size=200, concurrency=2)
    assert sum(result["numberRecordsProcessed"] for result in results) == 301 and sum(result["numberRecordsFailed"] for result in results) == 1, results
    texts = [sf.bulk2.Account.get_failed_records(result["job_id"]) for result in results]
    assert any("REQUIRED_FIELD_MISSING" in text for text in texts)
    assert sf.bulk2.Account.get_successful_records(results[0]["job_id"]).startswith('"sf__Id","sf__Created"')
    assert sf.bulk2.Account.get_unprocessed_records(results[0]["job_id"]) is not None
    assert set(sf.bulk2.Account.get_all_ingest_records(results[0]["job_id"])) == {"successfulRecords", "failedRecords", "unprocessedRecords"}
    with tempfile.NamedTemporaryFile("w", suffix=".csv", delete=False, newline="") as file:
        file.write("Name;Key__c\r\nfrom file %s;b2 0 %s\r\n" % (suffix, suffix))
    from simple_salesforce.bulk2 import ColumnDelimiter, LineEnding
    upserted = sf.bulk2.Account.upsert(csv_file=file.name, external_id_field="Key__c", column_delimiter=ColumnDelimiter.SEMICOLON, line_ending=LineEnding.CRLF)
    assert upserted[0]["numberRecordsFailed"] == 0, upserted
    rows = sf.query("SELECT Id FROM Account WHERE Name = 'from file %s'" % suffix)["records"]
    assert sf.bulk2.Account.update(records=[{"Id": rows[0]["Id"], "Site": "#N/A"}])[0]["numberRecordsFailed"] == 0
    assert sf.bulk2.Account.delete(records=[{"Id": rows[0]["Id"]}])[0]["numberRecordsFailed"] == 0
    ids = [{"Id": row["Id"]} for row in sf.query("SELECT Id FROM Account WHERE Name LIKE 'b2 %% %s'" % suffix)["records"]]
    assert sf.bulk2.Account.hard_delete(records=ids)[0]["numberRecordsProcessed"] == 299
    os.unlink(file.name)


@check
def new_bulk_interface_queries_page_by_page_and_to_files():
    pages = list(sf.bulk2.Contact.query("SELECT Id, LastName, Account.Name FROM Contact", max_records=100))
    count = sum(page.count("\n") - 1 for page in pages)
    assert len(pages) > 1 and count == sf.query("SELECT COUNT() FROM Contact")["totalSize"], (len(pages), count)
    with tempfile.TemporaryDirectory() as folder:
        files = sf.bulk2.Contact.download("SELECT Id FROM Contact", path=folder, max_records=200)
        assert len(files) > 1 and all(file["number_of_records"] > 0 for file in files)
    assert list(sf.bulk2.Account.query_all("SELECT Id FROM Account WHERE IsDeleted = true"))
    refused(Exception, lambda: list(sf.bulk2.Account.query("SELECT BillingAddress FROM Account")))


@check
def composite_requests_by_restful():
    answer = sf.restful("composite", method="POST", json={"compositeRequest": [
        {"method": "POST", "url": "/services/data/v59.0/sobjects/Account", "referenceId": "a", "body": {"Name": "py composite " + suffix}},
        {"method": "GET", "url": "/services/data/v59.0/sobjects/Account/@{a.id}", "referenceId": "b"}]})
    assert [part["httpStatusCode"] for part in answer["compositeResponse"]] == [201, 200]


print(passed, "passed,", failed, "failed")
sys.exit(1 if failed else 0)
