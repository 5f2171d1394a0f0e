// What the page gains with scripts: highlights that light their counterparts, filters, keys, sharing, the
// choice of a theme. Everything that the page says stands there without it.

const root = document.documentElement;
const all = (selector, within = document) => [...within.querySelectorAll(selector)];
const memory = {
  get: (key) => { try { return localStorage.getItem(`selisih-${key}`); } catch { return null; } },
  set: (key, value) => { try { localStorage.setItem(`selisih-${key}`, value); } catch { /* private mode */ } },
};

// Theme

function theme() {
  const choice = document.querySelector("[data-theme-choice]");
  const show = (value) => {
    if (value) root.dataset.theme = value; else delete root.dataset.theme;
  };
  const kept = memory.get("theme") ?? "";
  show(kept);
  if (!choice) return;
  choice.value = kept;
  choice.addEventListener("change", () => { memory.set("theme", choice.value); show(choice.value); });
}

// Highlights: what is pointed at is lit in every column and in the ledger

const claimsOf = (element) => {
  const mark = element.closest("mark[data-claims]");
  if (mark) return mark.dataset.claims.split(" ");
  const chip = element.closest('a[href^="#claim-"]');
  if (chip) return [chip.hash.slice("#claim-".length)];
  const card = element.closest(".card[data-claim]");
  return card ? [card.dataset.claim] : [];
};

function light(claims) {
  for (const lit of all(".lit")) lit.classList.remove("lit");
  for (const claim of claims) {
    for (const found of all(`mark[data-claims~="${claim}"], .card[data-claim="${claim}"], .chip[href="#claim-${claim}"]`)) {
      found.classList.add("lit");
    }
  }
}

function highlights() {
  let pinned = [];
  const show = (event) => { const claims = claimsOf(event.target); if (claims.length) light(claims); };
  document.addEventListener("pointerover", (event) => {
    if (event.pointerType !== "mouse") return;
    const claims = claimsOf(event.target);
    light(claims.length ? claims : pinned);
  });
  document.addEventListener("focusin", show);
  document.addEventListener("click", (event) => {
    if (event.target.closest("a, button, select, input, summary")) { show(event); return; }
    pinned = event.target.closest("mark") ? claimsOf(event.target) : [];
    light(pinned);
  });
}

// Filters, kept in the address: a comparison's points, or the stories on one page of a list

function filters() {
  const form = document.querySelector("[data-filters]");
  if (!form) return;
  const said = form.querySelector("[data-shown]");
  const doors = form.querySelector("[data-doors]");
  const folded = all(".ledger details");
  const selects = all("select", form);
  const resting = said.textContent;
  const apply = () => {
    const wanted = selects.filter((select) => select.value);
    let shown = 0;
    for (const item of all(form.dataset.filters)) {
      const fits = wanted.every(({ name, value }) => item.dataset[name].split(" ").includes(value));
      if (!item.closest(".lead")) item.hidden = !fits;
      if (fits && !item.matches("tr")) shown += 1;
    }
    if (wanted.length) for (const part of folded) part.open = true;
    const words = (shown ? said.dataset.shown : said.dataset.none).replace("{n}", shown);
    said.textContent = wanted.length ? words : resting;
    doors?.replaceChildren(...wanted.length ? [doors.dataset.doors, ...wanted.flatMap(door)] : []);
    const address = new URL(location.href);
    for (const { name, value } of selects) {
      if (value) address.searchParams.set(name, value); else address.searchParams.delete(name);
    }
    if (address.href !== location.href) history.replaceState(null, "", address);
  };
  const given = new URL(location.href).searchParams;
  for (const select of selects) {
    const value = given.get(select.name) ?? "";
    if ([...select.options].some((option) => option.value === value)) select.value = value;
  }
  form.addEventListener("change", (event) => { if (event.target.matches("select")) apply(); });
  form.querySelector("[data-clear]").addEventListener("click", () => {
    for (const select of selects) select.value = "";
    apply();
  });
  form.addEventListener("submit", (event) => event.preventDefault());
  if (selects.some((select) => select.value)) apply();
}

// The page that lists everything with what is chosen, for filters that see one page of several
function door(select) {
  const [option] = select.selectedOptions;
  const link = document.createElement("a");
  link.href = option.dataset.href;
  link.lang = option.lang;
  link.textContent = option.textContent;
  return [" ", link];
}

// Sorting the matrix

function matrix() {
  for (const table of all("[data-matrix]")) {
    const body = table.tBodies[0];
    const rows = [...body.rows];
    for (const [index, head] of [...table.tHead.rows[0].cells].entries()) {
      const button = document.createElement("button");
      button.type = "button";
      button.append(...head.childNodes);
      head.append(button);
      button.addEventListener("click", () => {
        const up = head.getAttribute("aria-sort") !== "ascending";
        for (const other of table.tHead.rows[0].cells) other.removeAttribute("aria-sort");
        head.setAttribute("aria-sort", up ? "ascending" : "descending");
        const key = (row) => index === 0 ? rows.indexOf(row) : row.cells[index].querySelector(".stance").textContent;
        const sorted = [...rows].sort((a, b) => (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : rows.indexOf(a) - rows.indexOf(b)));
        body.append(...(up ? sorted : sorted.reverse()));
      });
    }
  }
}

// The words that differ between two quotes, where a reader compares one pair of several articles

const WORD = /[\p{L}\p{N}\p{M}]+(?:[.,:/'’-][\p{L}\p{N}\p{M}]+)*|["“”„«»]/gu;
const key = (word) => word.toLowerCase().replace(/[“”„]/g, '"').replace(/’/g, "'");

function matched(left, right) {
  const rows = Array.from({ length: left.length + 1 }, () => new Uint16Array(right.length + 1));
  for (let i = left.length - 1; i >= 0; i -= 1) {
    for (let j = right.length - 1; j >= 0; j -= 1) {
      rows[i][j] = left[i] === right[j] ? rows[i + 1][j + 1] + 1 : Math.max(rows[i + 1][j], rows[i][j + 1]);
    }
  }
  const found = [new Set(), new Set()];
  for (let i = 0, j = 0; i < left.length && j < right.length;) {
    if (left[i] === right[j]) { found[0].add(i); found[1].add(j); i += 1; j += 1; }
    else if (rows[i + 1][j] >= rows[i][j + 1]) i += 1; else j += 1;
  }
  return found;
}

function showWords(quotes, same) {
  let index = 0;
  for (const quote of quotes) {
    const text = quote.textContent;
    const parts = [];
    let at = 0;
    for (const word of text.matchAll(WORD)) {
      parts.push(text.slice(at, word.index));
      if (same.has(index)) parts.push(word[0]);
      else {
        const differing = document.createElement("b");
        differing.className = "diff";
        differing.textContent = word[0];
        parts.push(differing);
      }
      at = word.index + word[0].length;
      index += 1;
    }
    quote.replaceChildren(...parts, text.slice(at));
  }
}

function comparePair(chosen) {
  for (const card of all(".ledger .card[data-claim]")) {
    const sides = chosen.map((report) => all(`[data-quote="${report}"]`, card));
    if (!sides.every((quotes) => quotes.length)) continue;
    const words = sides.map((quotes) => quotes.flatMap((quote) => (quote.textContent.match(WORD) ?? []).map(key)));
    if (words.some((side) => side.length > 2000)) continue;
    const same = matched(...words);
    sides.forEach((quotes, side) => showWords(quotes, same[side]));
  }
}

// Which articles stand beside each other, in the texts, the cards and the matrix; kept in the address

function columns() {
  const chooser = document.querySelector("[data-columns]");
  if (!chooser) return;
  const grid = document.querySelector(".columns");
  const boxes = all("input", chooser);
  const written = new Map(all("[data-quote]").map((quote) => [quote, [...quote.childNodes].map((node) => node.cloneNode(true))]));
  const apply = () => {
    const chosen = boxes.filter((box) => box.checked).map((box) => box.value);
    if (!chosen.length) return;
    for (const column of all(".column", grid)) {
      const place = chosen.indexOf(column.dataset.column) + 1;
      column.hidden = !place;
      for (const cell of all(".cell", column)) cell.className = cell.className.replace(/\bc\d+\b/, `c${place || 1}`);
    }
    grid.className = grid.className.replace(/\bn\d+\b/, `n${chosen.length}`);
    for (const voice of all("[data-voice]")) voice.hidden = !chosen.includes(voice.dataset.voice);
    for (const [quote, nodes] of written) quote.replaceChildren(...nodes.map((node) => node.cloneNode(true)));
    if (chosen.length === 2 && boxes.length > 2) comparePair(chosen);
    const address = new URL(location.href);
    if (chosen.length < boxes.length) address.searchParams.set("columns", chosen.join(","));
    else address.searchParams.delete("columns");
    if (address.href !== location.href) history.replaceState(null, "", address);
  };
  const given = new URL(location.href).searchParams.get("columns")?.split(",") ?? [];
  if (boxes.some((box) => given.includes(box.value))) for (const box of boxes) box.checked = given.includes(box.value);
  chooser.addEventListener("change", apply);
  if (given.length) apply();
}

// Keys: j and k go through the differences; they can be switched off

function keys() {
  const box = document.querySelector("[data-keys]");
  if (!box) return;
  box.checked = memory.get("keys") !== "off";
  box.addEventListener("change", () => memory.set("keys", box.checked ? "on" : "off"));
  document.addEventListener("keydown", (event) => {
    if (!box.checked || event.ctrlKey || event.altKey || event.metaKey) return;
    if (event.target.closest("input, select, textarea, [contenteditable]")) return;
    const step = { j: 1, k: -1 }[event.key];
    if (!step) return;
    const cards = all(".ledger .card[data-claim]").filter((card) => card.checkVisibility?.() ?? card.offsetParent);
    const at = cards.findIndex((card) => card.contains(document.activeElement));
    const next = cards[at < 0 ? (step > 0 ? 0 : cards.length - 1) : at + step];
    if (!next) return;
    next.tabIndex = -1;
    next.focus({ preventScroll: true });
    next.scrollIntoView({ block: "nearest" });
    light([next.dataset.claim]);
  });
}

// Sharing and copying a point's address

function share() {
  for (const link of all("[data-share]")) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "share";
    button.textContent = navigator.share ? link.dataset.share : link.dataset.copy;
    link.after(button);
    button.addEventListener("click", async () => {
      try {
        if (navigator.share) await navigator.share({ title: document.title, text: link.dataset.text, url: link.href });
        else {
          await navigator.clipboard.writeText(link.href);
          button.textContent = link.dataset.copied;
        }
      } catch { /* the reader changed their mind, or the browser refused */ }
    });
  }
}

// A link into a folded part opens it, also where the browser does not do so by itself

function targets() {
  const open = () => {
    const target = document.getElementById(location.hash.slice(1));
    const folded = target?.closest("details:not([open])");
    if (folded) { folded.open = true; target.scrollIntoView(); }
  };
  addEventListener("hashchange", open);
  open();
}

// Folded parts are printed too

function printing() {
  let opened = [];
  addEventListener("beforeprint", () => {
    opened = all("details:not([open])");
    for (const part of opened) part.open = true;
  });
  addEventListener("afterprint", () => { for (const part of opened) part.open = false; });
}

theme();
highlights();
filters();
matrix();
columns();
keys();
share();
targets();
printing();
root.dataset.ready = "";
