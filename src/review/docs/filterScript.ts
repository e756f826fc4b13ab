/**
 * Puts a box over the index that narrows it down to what is typed. Without scripts there is no box, and the index is as
 * it is. Plain and short, for it stands in the page.
 */
export const filterScript = `
(() => {
  const start = document.getElementById("by-group");
  if (!start) return;
  const box = document.createElement("form");
  box.className = "filter";
  box.setAttribute("role", "search");
  box.innerHTML =
    '<label for="filter">Find a rule</label>' +
    '<input id="filter" type="search" autocomplete="off" spellcheck="false" placeholder="certificate, missing, warning …">' +
    '<p role="status"></p>';
  start.before(box);
  const input = box.querySelector("input");
  const status = box.querySelector("p");
  const rows = [...document.querySelectorAll("main tbody tr")];
  const texts = rows.map((row) => {
    const group = row.closest(".table").previousElementSibling;
    return (row.textContent + " " + (group ? group.textContent : "")).toLowerCase();
  });
  const narrow = () => {
    const words = input.value.toLowerCase().split(/\\s+/).filter(Boolean);
    let found = 0;
    rows.forEach((row, at) => {
      const fits = words.every((word) => texts[at].includes(word));
      row.hidden = !fits;
      if (fits) found++;
    });
    document.querySelectorAll("main .table").forEach((table) => {
      const empty = !table.querySelector("tbody tr:not([hidden])");
      table.hidden = empty;
      const heading = table.previousElementSibling;
      if (heading && heading.tagName === "H3") heading.hidden = empty;
    });
    document.body.classList.toggle("narrowed", words.length > 0);
    status.textContent = words.length === 0 ? "" : found === 1 ? "1 rule" : found === 0 ? "No rule fits." : found + " rules";
  };
  input.addEventListener("input", narrow);
  box.addEventListener("submit", (event) => {
    event.preventDefault();
    const first = document.querySelector("main tbody tr:not([hidden]) a");
    if (first && input.value.trim() !== "") location.href = first.href;
  });
  narrow();
})();
`;
