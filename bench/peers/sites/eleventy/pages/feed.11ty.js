import { ADDRESS, esc } from "../frame.js";

export const data = { permalink: "/index.xml", eleventyExcludeFromCollections: true };

const item = (story) =>
  `<item><title>${esc(story.title)}</title><link>${ADDRESS}${story.slug}/</link><guid>${ADDRESS}${story.slug}/</guid><description>${esc(story.summary)}</description></item>`;

export const render = ({ corpus }) => `<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0"><channel><title>Korpus</title><link>${ADDRESS}</link><description>Perbandingan berita</description>
${corpus.stories.slice(0, 50).map(item).join("\n")}
</channel></rss>
`;
