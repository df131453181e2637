// Words selected in the text go into the form below it. Everything works without this file: words can be pasted.
(() => {
  const reading = document.querySelector("[data-reading]");
  const form = document.querySelector("[data-passage]");
  if (!reading || !form) return;

  const startOf = (node) => {
    const holder = (node.nodeType === Node.TEXT_NODE ? node.parentElement : node).closest("[data-start]");
    return holder && reading.contains(holder) ? Number(holder.dataset.start) : null;
  };

  document.addEventListener("selectionchange", () => {
    const selection = document.getSelection();
    if (!selection || selection.isCollapsed || !reading.contains(selection.anchorNode)) return;
    const near = startOf(selection.getRangeAt(0).startContainer);
    if (near === null) return;
    form.querySelector("textarea").value = selection.toString().trim();
    form.querySelector("[data-near]").value = near;
  });
})();
