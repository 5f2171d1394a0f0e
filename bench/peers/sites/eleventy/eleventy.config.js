import fs from "node:fs";
import path from "node:path";

const ROOT = "events";

function events() {
  const found = fs
    .readdirSync(ROOT, { recursive: true })
    .filter((name) => name.endsWith(".json"))
    .map((name) => JSON.parse(fs.readFileSync(path.join(ROOT, name), "utf8")));
  return found.sort((a, b) => (a.published < b.published ? 1 : a.published > b.published ? -1 : a.slug < b.slug ? -1 : 1));
}

function claims(stories) {
  return stories.filter((story) => story.claim_pages).flatMap((story) =>
    story.claims.map((claim, at) => ({
      story,
      claim,
      number: at + 1,
      before: story.claims[at - 1]?.id,
      after: story.claims[at + 1]?.id,
    })),
  );
}

export default function (config) {
  config.setQuietMode(true);
  config.addWatchTarget(`./${ROOT}/`);
  config.addGlobalData("corpus", () => {
    const stories = events();
    return { stories, claims: claims(stories) };
  });
}

export const config = {
  dir: { input: "pages", output: "_site" },
  templateFormats: ["11ty.js"],
};
