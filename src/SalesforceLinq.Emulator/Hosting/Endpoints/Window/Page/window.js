"use strict";
// What comes from the org reaches the page as text only (textContent), never as HTML.

const $ = id => document.getElementById(id);
const store = { get: key => { try { return localStorage.getItem(key); } catch { return null; } }, set: (key, value) => { try { localStorage.setItem(key, value); } catch { /* private mode */ } } };

async function ask(path, body) {
  const answer = await fetch("/window/" + path, {
    method: body ? "POST" : "GET",
    headers: body ? { "X-Window": "1", "Content-Type": "application/json" } : { "X-Window": "1" },
    body: body && JSON.stringify(body),
  });
  const json = await answer.json();
  if (!answer.ok) throw new Error(json.map(error => `${error.errorCode}\n${error.message}`).join("\n"));
  return json;
}

function make(tag, text, kind) {
  const element = document.createElement(tag);
  if (text !== undefined) element.textContent = text;
  if (kind) element.className = kind;
  return element;
}

const number = value => value.toLocaleString("en-US");

// ---- Objects -------------------------------------------------------------------------------------------------

let objects = [];
let current = null;

async function loadObjects() {
  objects = await ask("objects");
  showObjects();
}

function showObjects() {
  const wanted = $("filter").value.trim().toLowerCase();
  const shown = objects.filter(object => wanted
    ? object.name.toLowerCase().includes(wanted) || object.label.toLowerCase().includes(wanted)
    : !$("with-rows").checked || object.count > 0);
  const focused = document.activeElement?.dataset?.object;
  $("objects").replaceChildren(...shown.map(object => {
    const item = make("li");
    const button = make("button", undefined, object.count ? "" : "none");
    button.type = "button";
    button.dataset.object = object.name;
    button.title = object.label;
    if (object.name === current) button.setAttribute("aria-current", "true");
    button.append(make("span", object.name, "name"), make("span", number(object.count), "count"));
    button.onclick = () => run(object.soql, 0);
    item.append(button);
    return item;
  }));
  if (focused) $("objects").querySelector(`[data-object="${CSS.escape(focused)}"]`)?.focus();
}

$("filter").oninput = showObjects;
$("with-rows").onchange = showObjects;
$("filter").onkeydown = event => {
  if (event.key === "Enter") $("objects").querySelector("button")?.click();
  if (event.key === "ArrowDown") { $("objects").querySelector("button")?.focus(); event.preventDefault(); }
};
$("objects").onkeydown = event => step(event, [...$("objects").querySelectorAll("button")]);

function step(event, elements) {
  const way = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!way) return;
  event.preventDefault();
  elements[Math.min(elements.length - 1, Math.max(0, elements.indexOf(document.activeElement) + way))]?.focus();
}

// ---- Rows ----------------------------------------------------------------------------------------------------

let offset = 0;
let page = null;
let asked = 0;

async function run(soql, from) {
  $("soql").value = soql;
  offset = from;
  const mine = ++asked;
  $("summary").textContent = "…";
  $("error").hidden = true;
  const began = performance.now();
  try {
    const answer = await ask("query", { soql, offset, deleted: $("deleted").checked });
    if (mine !== asked) return;
    page = { ...answer.page, size: answer.size };
    current = answer.object;
    history.replaceState(null, "", "#" + encodeURIComponent(soql));
    showRows(Math.max(1, Math.round(performance.now() - began)));
  } catch (error) {
    if (mine !== asked) return;
    page = null;
    showRows(0);
    $("summary").textContent = "";
    $("error").textContent = error.message.replace(/\n\n/, "\n");
    $("error").hidden = false;
  }
  $("rows-pane").hidden = !page;
  showObjects();
}

// A parent's fields stand beside the record's own: Account.Name, Account.Owner.Name.
function flat(record, prefix = "") {
  return Object.entries(record).filter(([name]) => name !== "attributes").flatMap(([name, value]) =>
    value && typeof value === "object" && value.attributes ? flat(value, prefix + name + ".") : [[prefix + name, value]]);
}

function showValue(cell, value) {
  if (value === null || value === undefined) {
    cell.classList.add("null");
    cell.textContent = "—";
  } else if (typeof value === "number") {
    cell.classList.add("number");
    cell.textContent = String(value);
  } else if (typeof value === "boolean") {
    cell.textContent = value ? "✓ true" : "false";
  } else if (typeof value === "object") {
    cell.textContent = Array.isArray(value.records) ? `${number(value.totalSize)} records` : JSON.stringify(value);
    cell.title = JSON.stringify(value, null, 1).slice(0, 4000);
  } else if (/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d/.test(value)) {
    cell.classList.add("mono");
    cell.textContent = value.replace("T", " ").replace(/\.000(Z|\+0000)$/, "");
    cell.title = value;
  } else {
    if (/^[a-zA-Z0-9]{18}$/.test(value)) cell.classList.add("mono");
    cell.textContent = value;
    if (value.length > 40) cell.title = value;
  }
}

function showRows(milliseconds) {
  const records = page ? page.records.map(record => [record, new Map(flat(record))]) : [];
  const names = [...new Set(records.flatMap(([, fields]) => [...fields.keys()]))];
  const head = make("tr");
  const numeric = new Set(names.filter(name => records.some(([, fields]) => typeof fields.get(name) === "number")));
  for (const name of names) {
    const cell = make("th", name, numeric.has(name) ? "number" : "");
    cell.scope = "col";
    head.append(cell);
  }
  $("rows").tHead.replaceChildren(head);
  $("rows").tBodies[0].replaceChildren(...records.map(([record, fields]) => {
    const row = make("tr", undefined, record.IsDeleted ? "deleted" : "");
    for (const name of names) showValue(row.appendChild(make("td")), fields.get(name));
    const id = record.attributes?.url?.split("/").pop();
    if (id) {
      row.tabIndex = 0;
      row.onclick = () => { if (!String(getSelection())) openRecord(id); };
      row.onkeydown = event => event.key === "Enter" ? openRecord(id) : step(event, [...$("rows").tBodies[0].rows]);
    }
    return row;
  }));
  $("rows-pane").scrollTo(0, 0);
  $("no-rows").hidden = !page || records.length > 0;
  $("previous").disabled = !page || offset === 0;
  $("next").disabled = !page || offset + records.length >= page.totalSize;
  if (!page) return;
  const range = page.totalSize > records.length ? `rows ${number(offset + 1)}–${number(offset + records.length)} of ${number(page.totalSize)}` : `${number(page.totalSize)} ${page.totalSize === 1 ? "row" : "rows"}`;
  $("summary").textContent = `${range} · ${milliseconds} ms`;
}

$("form").onsubmit = event => { event.preventDefault(); run($("soql").value, 0); };
$("deleted").onchange = () => run($("soql").value, 0);
$("soql").onkeydown = event => {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) { event.preventDefault(); run($("soql").value, 0); }
};
$("previous").onclick = () => run($("soql").value, Math.max(0, offset - page.size));
$("next").onclick = () => run($("soql").value, offset + page.records.length);

// ---- One record ----------------------------------------------------------------------------------------------

async function openRecord(id) {
  let record;
  try { record = await ask("record?id=" + encodeURIComponent(id)); } catch (error) { record = { object: "Record", id, fields: [{ name: "Error", value: error.message }] }; }
  $("record-title").textContent = `${record.object} ${record.id}`;
  $("field-filter").value = "";
  $("fields").tBodies[0].replaceChildren(...record.fields.map(field => {
    const row = make("tr");
    const name = make("td", field.name);
    name.title = `${field.label ?? ""} (${field.type ?? ""})`;
    const value = make("td");
    if (field.to && field.value) {
      const link = make("a", field.value, "mono");
      link.href = "#";
      link.onclick = event => { event.preventDefault(); openRecord(field.value); };
      value.append(link, ` ${field.to}`);
    } else showValue(value, field.value);
    value.classList.remove("number");
    row.append(name, value);
    return row;
  }));
  if (!$("record").open) $("record").showModal();
}

$("field-filter").oninput = () => {
  const wanted = $("field-filter").value.toLowerCase();
  for (const row of $("fields").tBodies[0].rows) row.hidden = !row.textContent.toLowerCase().includes(wanted);
};
$("record").onclick = event => { if (event.target === $("record")) $("record").close(); };

// ---- Requests ------------------------------------------------------------------------------------------------

const shownRequests = 200;
let last = 0;
let paused = false;
let waiting = null;

function decoded(path) {
  try { return decodeURIComponent(path.replace(/\+/g, " ")); } catch { return path; }
}

function requestRow(request) {
  const row = make("tr", undefined, "request fresh");
  row.tabIndex = 0;
  row.dataset.failed = request.status === 0 || request.status >= 400;
  row.append(make("td", new Date(request.time).toLocaleTimeString("en-GB"), "mono"));
  const status = make("td");
  status.append(make("span", request.status || "✕", "status s" + Math.floor(request.status / 100)));
  if (!request.status) status.title = "The connection broke before an answer was sent.";
  const path = make("td", decoded(request.path), "path mono");
  path.title = decoded(request.path);
  const duration = request.milliseconds < 10 ? request.milliseconds.toFixed(1) : number(Math.round(request.milliseconds));
  row.append(status, make("td", request.method, "mono"), path, make("td", duration + " ms", "number"), make("td", request.apiCalls, "number"));
  const toggle = () => {
    if (row.nextElementSibling?.className === "body") { row.nextElementSibling.remove(); return; }
    const body = make("tr", undefined, "body");
    const cell = make("td", decoded(request.path) + "\n\n" + (request.body || "No body."), "mono");
    cell.colSpan = 6;
    body.append(cell);
    row.after(body);
  };
  row.onclick = () => { if (!String(getSelection())) toggle(); };
  row.onkeydown = event => event.key === "Enter" ? toggle() : step(event, [...$("requests").tBodies[0].querySelectorAll("tr.request:not([hidden])")]);
  return row;
}

async function poll() {
  if (paused || document.hidden) return;
  try {
    const answer = await ask("requests?after=" + last);
    // An org that was reset, or started anew, counts from the beginning.
    if (answer.last < last) { $("requests").tBodies[0].replaceChildren(); last = 0; await loadObjects(); return; }
    last = answer.last;
    const body = $("requests").tBodies[0];
    body.prepend(...answer.requests.map(requestRow).reverse());
    while (body.rows.length > shownRequests) body.rows[body.rows.length - 1].remove();
    filterRequests();
    $("usage").max = answer.apiMax;
    $("usage").value = answer.apiUsed;
    $("usage-text").textContent = `${number(answer.apiUsed)} of ${number(answer.apiMax)} API calls`;
    $("request-summary").textContent = last ? `${number(last)} since the start` : "";
    if (answer.requests.some(request => request.method !== "GET")) waiting ??= setTimeout(() => { waiting = null; loadObjects(); }, 800);
    $("live").className = "live";
    $("live").textContent = "live";
  } catch {
    $("live").className = "live lost";
    $("live").textContent = "the org does not answer";
  }
}

function filterRequests() {
  const rows = [...$("requests").tBodies[0].querySelectorAll("tr.request")];
  for (const row of rows) row.hidden = $("failed-only").checked && row.dataset.failed !== "true";
  $("no-requests").hidden = rows.some(row => !row.hidden);
}

$("failed-only").onchange = filterRequests;
$("pause").onclick = () => {
  paused = !paused;
  $("pause").setAttribute("aria-pressed", paused);
  $("live").className = paused ? "live off" : "live";
  $("live").textContent = paused ? "paused" : "live";
};
$("fold").onclick = () => {
  const folded = !$("requests-pane").hidden;
  $("requests-pane").hidden = folded;
  $("fold").textContent = folded ? "▴" : "▾";
  $("fold").setAttribute("aria-expanded", !folded);
};

// ---- The page ------------------------------------------------------------------------------------------------

const themes = { auto: ["light dark", "as the system"], light: ["light", "light"], dark: ["dark", "dark"] };

function useTheme(name) {
  const theme = themes[name] ? name : "auto";
  document.documentElement.style.colorScheme = themes[theme][0];
  $("theme").dataset.theme = theme;
  $("theme").setAttribute("aria-label", "Colours: " + themes[theme][1]);
  store.set("theme", theme);
}

$("theme").onclick = () => {
  const names = Object.keys(themes);
  useTheme(names[(names.indexOf($("theme").dataset.theme) + 1) % names.length]);
};

document.addEventListener("keydown", event => {
  const typing = /INPUT|TEXTAREA/.test(document.activeElement?.tagName);
  if (event.key === "/" && !typing) { event.preventDefault(); $("filter").focus(); $("filter").select(); }
  if (event.altKey && event.key === "ArrowRight" && !$("next").disabled) { event.preventDefault(); $("next").click(); }
  if (event.altKey && event.key === "ArrowLeft" && !$("previous").disabled) { event.preventDefault(); $("previous").click(); }
});
document.addEventListener("visibilitychange", poll);

async function start() {
  useTheme(store.get("theme") ?? "auto");
  const org = await ask("org");
  $("org-name").textContent = org.name;
  $("org-url").textContent = org.url;
  document.title = `${org.name} – emulated org`;
  await loadObjects();
  const soql = location.hash.length > 1 ? decoded(location.hash.slice(1)) : (objects.find(object => object.name === "Account") ?? objects[0])?.soql;
  if (soql) await run(soql, 0);
  await poll();
  setInterval(poll, 1000);
}

start().catch(error => { $("error").textContent = error.message; $("error").hidden = false; });
