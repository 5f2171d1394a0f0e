import { ADDRESS } from "../frame.js";

export const data = { permalink: "/sitemap.xml", eleventyExcludeFromCollections: true };

export function render({ corpus }) {
  const paths = [
    "",
    ...corpus.stories.map((story) => `${story.slug}/`),
    ...corpus.claims.map(({ story, claim }) => `${story.slug}/${claim.id}/`),
  ];
  return `<?xml version="1.0" encoding="utf-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
${paths.map((path) => `<url><loc>${ADDRESS}${path}</loc></url>`).join("\n")}
</urlset>
`;
}
