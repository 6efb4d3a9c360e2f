namespace SalesforceLinq.Emulator.Hosting.Endpoints;

/// <summary>The one page of the window: plain HTML, no build step, nothing loaded from elsewhere.</summary>
internal static class WindowPage
{
    public const string Html = """
        <!doctype html>
        <html lang="en"><head><meta charset="utf-8"><title>Emulated org</title>
        <style>
        body{font:14px/1.4 system-ui,sans-serif;margin:0;display:grid;grid-template-columns:15rem 1fr;min-height:100vh}
        nav{background:#f3f4f6;padding:1rem;overflow:auto;max-height:100vh;box-sizing:border-box}nav a{display:flex;justify-content:space-between;padding:.15rem .3rem;color:inherit;text-decoration:none}
        nav a:hover{background:#e0e7ff}main{padding:1rem;min-width:0}textarea{width:100%;height:4.5rem;font:13px ui-monospace,monospace;box-sizing:border-box}
        .rows{overflow:auto;max-height:45vh}table{border-collapse:collapse;font-size:13px}td,th{border-bottom:1px solid #ddd;padding:.2rem .6rem;text-align:left;white-space:nowrap;max-width:30rem;overflow:hidden;text-overflow:ellipsis}
        th{position:sticky;top:0;background:#fff}.error{color:#b00020;white-space:pre-wrap;font-family:ui-monospace,monospace}h2{font-size:1rem;margin:1.2rem 0 .4rem}
        </style></head><body>
        <nav><strong>Objects</strong><div id="objects"></div></nav>
        <main><h2>SOQL</h2><form id="form"><textarea id="soql" spellcheck="false">SELECT Id, Name, Industry, CreatedDate FROM Account ORDER BY Name LIMIT 50</textarea>
        <button>Run</button> <span id="count"></span></form><div id="error" class="error"></div><div class="rows"><table id="rows"></table></div>
        <h2>Last requests</h2><div class="rows"><table id="requests"></table></div></main>
        <script>
        const V='/services/data/v66.0', $=id=>document.getElementById(id); let token;
        const api=async path=>{ token??=(await (await fetch('/window/session')).json()).token;
          const r=await fetch(path,{headers:{Authorization:'Bearer '+token,'X-Window':'1'}}); const b=await r.json(); if(!r.ok) throw new Error(b[0]?.errorCode+': '+b[0]?.message); return b; };
        const cell=(row,text,tag='td')=>{const c=document.createElement(tag);c.textContent=text;row.append(c);};
        const flat=(r,p='')=>Object.entries(r).filter(([k])=>k!=='attributes').flatMap(([k,v])=>v&&typeof v==='object'&&!Array.isArray(v)&&v.attributes?flat(v,p+k+'.'):[[p+k,v]]);
        const show=(table,rows)=>{table.replaceChildren(); if(!rows.length) return; const names=[...new Set(rows.flatMap(r=>r.map(([k])=>k)))];
          const head=table.insertRow(); names.forEach(n=>cell(head,n,'th'));
          rows.forEach(r=>{const row=table.insertRow(), m=new Map(r); names.forEach(n=>{const v=m.get(n); cell(row,v===null||v===undefined?'':typeof v==='object'?JSON.stringify(v):v);});});};
        const run=async()=>{ $('error').textContent='';$('count').textContent=''; try{ const b=await api(V+'/query?q='+encodeURIComponent($('soql').value));
          $('count').textContent=b.totalSize+' rows'+(b.done?'':', the first page shown'); show($('rows'),b.records.map(r=>flat(r))); } catch(e){ show($('rows'),[]); $('error').textContent=e.message; } };
        $('form').onsubmit=e=>{e.preventDefault();run();};
        const objects=async()=>{ const b=await api(V+'/limits/recordCount'); $('objects').replaceChildren(...b.sObjects.sort((x,y)=>x.name<y.name?-1:1).map(o=>{const a=document.createElement('a');a.href='#';
          cell(a,o.name,'span');cell(a,o.count,'span'); a.onclick=async e=>{e.preventDefault(); const d=await api(V+'/sobjects/'+o.name+'/describe');
            const f=d.fields.filter(f=>!['address','location','base64'].includes(f.type)).slice(0,12).map(f=>f.name); $('soql').value='SELECT '+f.join(', ')+' FROM '+o.name+' LIMIT 100'; run();}; return a;})); };
        const requests=async()=>{ const b=await (await fetch('/window/requests')).json(); show($('requests'),b.map(r=>[['status',r.status],['method',r.method],['path',decodeURIComponent(r.path.replace(/\+/g,' ').replace(/%(?![0-9a-f]{2})/gi,'%25'))],['ms',r.milliseconds],['API calls',r.apiCalls]])); };
        objects(); run(); requests(); setInterval(requests,1500);
        </script></body></html>
        """;
}
