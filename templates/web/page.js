/* What the page does beyond being read: dark or light, tables sorted, the contents following. Without it nothing is lost. */
"use strict";
(() => {
  const root = document.documentElement;
  const side = document.querySelector(".side");
  const wide = matchMedia("(min-width: 64rem)");

  /* Dark or light. */
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const isDark = () => (root.dataset.theme ? root.dataset.theme === "dark" : dark.matches);
  const button = document.createElement("button");
  button.type = "button";
  button.className = "switch";
  button.setAttribute("aria-label", side.dataset.switch);
  const label = () => { button.textContent = isDark() ? side.dataset.light : side.dataset.dark };
  button.addEventListener("click", () => {
    root.dataset.theme = isDark() ? "light" : "dark";
    try { localStorage.setItem("reportgen-theme", root.dataset.theme) } catch { /* then it is for this time alone */ }
    label();
  });
  dark.addEventListener("change", label);
  label();
  document.body.prepend(button);

  /* The contents: always open at the side, closed on a phone until asked for. */
  const fold = () => { side.open = wide.matches || matchMedia("print").matches };
  wide.addEventListener("change", fold);
  fold();
  document.querySelector(".to-contents").addEventListener("click", () => { side.open = true });
  addEventListener("beforeprint", () => { side.open = true });
  addEventListener("afterprint", fold);
  side.addEventListener("click", (event) => { if (event.target.closest("a") && !wide.matches) side.open = false });

  /* The section that is read. */
  const links = [...side.querySelectorAll("a[href^='#']")];
  const targets = links.map((link) => document.getElementById(decodeURIComponent(link.hash.slice(1))));
  let current = null;
  const follow = () => {
    let found = -1;
    targets.forEach((target, place) => { if (target && target.getBoundingClientRect().top < 96) found = place });
    if (scrollY > 0 && innerHeight + scrollY >= root.scrollHeight - 2) found = links.length - 1;
    if (links[found] === current) return;
    current?.removeAttribute("aria-current");
    current = links[found];
    current?.setAttribute("aria-current", "location");
    if (wide.matches) current?.scrollIntoView({ block: "nearest" });
  };
  let waiting = false;
  const later = () => {
    if (waiting) return;
    waiting = true;
    requestAnimationFrame(() => { waiting = false; follow() });
  };
  addEventListener("scroll", later, { passive: true });
  addEventListener("resize", later);
  follow();

  /* Tables sorted by a column: upwards, downwards, as they were. */
  const collator = new Intl.Collator(root.lang, { numeric: true });
  const text = (cell) => (cell ? cell.innerText.trim() : "");
  const compare = (column, isNumeric) => (one, other) => {
    const [a, b] = [one.cells[column], other.cells[column]];
    if (!isNumeric) return collator.compare(text(a), text(b));
    return Number(a.dataset.value) - Number(b.dataset.value);
  };
  const sort = (table, column, order) => {
    const body = table.tBodies[0];
    const last = body.originalRows.filter((row) => row.classList.contains("means"));
    const rows = body.originalRows.filter((row) => !row.classList.contains("means"));
    if (order !== "none") {
      const isNumeric = rows.every((row) => row.cells[column]?.dataset.value !== undefined);
      const isEmpty = (row) => (isNumeric ? row.cells[column].dataset.value === "" : text(row.cells[column]) === "");
      const filled = rows.filter((row) => !isEmpty(row));
      const sign = order === "ascending" ? 1 : -1;
      const sorted = compare(column, isNumeric);
      filled.sort((one, other) => sign * sorted(one, other));
      rows.splice(0, rows.length, ...filled, ...rows.filter(isEmpty));
    }
    body.append(...rows, ...last);
  };
  const NEXT = { none: "ascending", ascending: "descending", descending: "none" };
  for (const table of document.querySelectorAll("table.sortable")) {
    table.tBodies[0].originalRows = [...table.tBodies[0].rows];
    const heads = [...table.tHead.rows[0].cells];
    heads.forEach((head, column) => {
      const press = document.createElement("button");
      press.type = "button";
      press.append(...head.childNodes);
      head.append(press);
      head.setAttribute("aria-sort", "none");
      press.addEventListener("click", () => {
        const order = NEXT[head.getAttribute("aria-sort")];
        for (const other of heads) other.setAttribute("aria-sort", "none");
        head.setAttribute("aria-sort", order);
        sort(table, column, order);
      });
    });
  }

  /* A box that has nothing to scroll is no stop for the keyboard. */
  const boxes = [...document.querySelectorAll(".scroll")];
  const stops = () => { for (const box of boxes) box.tabIndex = box.scrollWidth > box.clientWidth ? 0 : -1 };
  addEventListener("resize", stops);
  document.fonts.ready.then(stops);
})();
