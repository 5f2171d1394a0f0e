import { esc, frame } from "../frame.js";

export const data = {
  pagination: { data: "corpus.stories", size: 50, alias: "stories" },
  permalink: ({ pagination }) =>
    pagination.pageNumber ? `/page/${pagination.pageNumber + 1}/index.html` : "/index.html",
  eleventyExcludeFromCollections: true,
};

const entry = (story) =>
  `<article class="entry"><h2><a href="/${story.slug}/">${esc(story.title)}</a></h2><p>${story.event_date} · ${esc(story.outlets.join(" / "))}</p><p>${esc(story.summary)}</p><p>${story.claims.length} butir: ${esc(story.claims[0].statement)}</p></article>`;

export const render = ({ stories, pagination }) =>
  frame(
    "Korpus",
    "",
    `<h1>Peristiwa</h1>
${stories.map(entry).join("\n")}
<nav class="pages">${pagination.href.previous ? `<a href="${pagination.href.previous}">Lebih baru</a>` : ""} ${pagination.href.next ? `<a href="${pagination.href.next}">Lebih lama</a>` : ""}</nav>`,
  );
