import { ADDRESS, esc, frame, labels, voices } from "../frame.js";

export const data = {
  pagination: { data: "corpus.claims", size: 1, alias: "point" },
  permalink: ({ point }) => `/${point.story.slug}/${point.claim.id}/index.html`,
  eleventyExcludeFromCollections: true,
};

export const render = ({ point: { story, claim, number, before, after } }) =>
  frame(
    claim.statement,
    `<link rel="canonical" href="${ADDRESS}${story.slug}/${claim.id}/">`,
    `<p class="crumbs"><a href="../">${esc(story.title)}</a> · ${story.event_date}</p>
<article class="card ${claim.relation}" id="claim-${claim.id}" data-claim="${claim.id}">
<h1><span class="number">${number}</span> ${esc(claim.statement)}</h1>
${labels(claim)}
${voices(claim, story.outlets)}
</article>
<nav class="around">${before ? `<a href="../${before}/">Butir sebelumnya</a>` : ""} ${after ? `<a href="../${after}/">Butir berikutnya</a>` : ""}</nav>`,
  );
