const ENTITIES = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

export const esc = (text) => text.replace(/[&<>"]/g, (sign) => ENTITIES[sign]);

export const ADDRESS = "https://example.org/";

export const frame = (title, head, body) => `<!doctype html>
<html lang="id">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${esc(title)} · Korpus</title>
${head}
<link rel="stylesheet" href="/selisih.css">
</head>
<body>
<header class="site"><a href="/">Korpus</a><nav aria-label="Situs"><a href="/">Peristiwa</a> <a href="/index.xml">Umpan</a></nav></header>
<main>
${body}
</main>
<footer><p>Korpus uji. Perbedaan bukan kesalahan, dan kesamaan bukan kebenaran.</p></footer>
</body>
</html>
`;

export const labels = (claim) =>
  `<p class="labels">${claim.relation_label}${claim.kinds.map((kind) => ` <a href="#">${esc(kind)}</a>`).join("")}${claim.major ? " · penting" : ""}</p>`;

export const voices = (claim, outlets) =>
  claim.says
    .map(
      (voice, at) => `<div class="voice ${voice.stance}">
<h4>${esc(outlets[at])}</h4>
<p class="stance">${voice.label}</p>
${voice.quote ? `<blockquote data-quote="${voice.report}">${esc(voice.quote)}</blockquote>` : ""}
</div>`,
    )
    .join("\n") + (claim.note ? `\n<p class="note">${esc(claim.note)}</p>` : "");
