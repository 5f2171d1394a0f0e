import { ADDRESS, esc, frame, labels, voices } from "../frame.js";

export const data = {
  pagination: { data: "corpus.stories", size: 1, alias: "story" },
  permalink: ({ story }) => `/${story.slug}/index.html`,
  eleventyExcludeFromCollections: true,
};

const card = (story, claim, number) => `<article class="card ${claim.relation}" id="claim-${claim.id}" data-claim="${claim.id}">
<h3><span class="number">${number}</span> ${esc(claim.statement)}</h3>
${labels(claim)}
${voices(claim, story.outlets)}
${story.claim_pages ? `<p><a href="${claim.id}/">Tautan tetap</a></p>` : ""}
</article>`;

const column = (report, outlet) => `<section class="column" data-report="${report.id}">
<h3>${esc(outlet)}</h3>
${report.paragraphs.map((text, at) => `<p id="${report.id}-p${at + 1}">${esc(text)}</p>`).join("\n")}
</section>`;

export const render = ({ story }) =>
  frame(
    story.title,
    `<link rel="canonical" href="${ADDRESS}${story.slug}/">
<meta name="description" content="${esc(story.summary)}">`,
    `<p class="notice">Suntingan 0</p>
<p class="kicker">${story.event_date} · ${esc(story.outlets.join(" / "))}</p>
<h1>${esc(story.title)}</h1>
<p class="summary">${esc(story.summary)}</p>
<nav class="jump"><ul>${story.claims.map((claim) => `<li><a href="#claim-${claim.id}">${esc(claim.statement)}</a></li>`).join("")}</ul></nav>
<section>
<h2>Butir</h2>
${story.claims.map((claim, at) => card(story, claim, at + 1)).join("\n")}
</section>
<section>
<h2>Naskah lengkap</h2>
${story.reports.map((report, at) => column(report, story.outlets[at])).join("\n")}
</section>`,
  );
