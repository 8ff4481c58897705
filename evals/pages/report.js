// Sorts tables by the heading that is chosen; where data-value is set it counts, else the text. Without it all is shown in order.
for (const head of document.querySelectorAll(".sorts thead th:not(.plotted, .choose)")) {
  const button = document.createElement("button");
  button.type = "button";
  button.append(...head.childNodes);
  head.append(button);
  button.addEventListener("click", () => {
    const table = head.closest("table"), column = [...head.parentElement.children].indexOf(head);
    const down = head.getAttribute("aria-sort") === "ascending";
    for (const other of head.parentElement.children) other.removeAttribute("aria-sort");
    head.setAttribute("aria-sort", down ? "descending" : "ascending");
    const key = row => {
      const cell = row.children[column], told = cell.dataset.value ?? cell.innerText, number = parseFloat(told);
      return isNaN(number) ? told : number;
    };
    const isNone = told => told === "" ? 1 : 0;
    const rows = [...table.tBodies[0].rows].map(row => [key(row), row]).sort(([a], [b]) =>
      isNone(a) - isNone(b) || (typeof a === typeof b ? (a > b ? 1 : a < b ? -1 : 0) : typeof a === "number" ? -1 : 1) * (down ? -1 : 1));
    table.tBodies[0].append(...rows.map(([, row]) => row));
  });
}
