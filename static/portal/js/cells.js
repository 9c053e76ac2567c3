// A form with data-cells is a table of inputs that behaves like a sheet: arrows and Enter move, what was copied from a
// column or a block of Excel is pasted over the cells, and only changed cells are sent. Without this file it is a form.

const place = (input) => {
  const cell = input.closest("td");
  return { column: cell.cellIndex, row: cell.parentElement.rowIndex };
};

const inputAt = (table, row, column) => table.rows[row]?.cells[column]?.querySelector("input") ?? null;

const move = (input, rows, columns) => {
  const { row, column } = place(input);
  const next = inputAt(input.closest("table"), row + rows, column + columns);
  if (!next) return false;
  next.focus();
  next.select();
  return true;
};

const atEdge = (input, end) => {
  const whole = input.selectionStart === 0 && input.selectionEnd === input.value.length;
  const edge = end ? input.value.length : 0;
  return whole || (input.selectionStart === edge && input.selectionEnd === edge);
};

document.addEventListener("keydown", (event) => {
  const input = event.target;
  if (!input.matches?.("[data-cells] td input") || event.altKey || event.ctrlKey || event.metaKey || event.isComposing) return;
  let moved = false;
  if (event.key === "Enter") {
    moved = true;
    move(input, event.shiftKey ? -1 : 1, 0);
  } else if (event.key === "ArrowDown") moved = move(input, 1, 0);
  else if (event.key === "ArrowUp") moved = move(input, -1, 0);
  else if (event.key === "ArrowRight" && atEdge(input, true)) moved = move(input, 0, 1);
  else if (event.key === "ArrowLeft" && atEdge(input, false)) moved = move(input, 0, -1);
  else if (event.key === "Escape") {
    input.value = input.defaultValue;
    moved = true;
  }
  if (moved) event.preventDefault();
});

document.addEventListener("paste", (event) => {
  const input = event.target;
  if (!input.matches?.("[data-cells] td input")) return;
  const text = event.clipboardData.getData("text/plain").replace(/\r/g, "").replace(/\n$/, "");
  if (!/[\n\t]/.test(text)) return;
  event.preventDefault();
  const { row, column } = place(input);
  text.split("\n").forEach((line, down) => {
    line.split("\t").forEach((value, right) => {
      const target = inputAt(input.closest("table"), row + down, column + right);
      if (target) target.value = value.trim();
    });
  });
});

document.addEventListener("submit", (event) => {
  if (!event.target.matches("[data-cells]")) return;
  for (const input of event.target.querySelectorAll("td input")) {
    if (input.value === input.defaultValue) input.disabled = true;
  }
});

// The browser's way back shows the page as it was left, with cells that can be typed in again.
window.addEventListener("pageshow", () => {
  for (const input of document.querySelectorAll("[data-cells] td input:disabled")) input.disabled = false;
});
