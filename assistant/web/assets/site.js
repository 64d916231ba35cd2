// Pages beside the conversation: languages change without a reload, buttons post to this server, printing.
(() => {
  const load = async (href) => {
    const answer = await fetch(href);
    const shown = new DOMParser().parseFromString(await answer.text(), "text/html");
    document.title = shown.title;
    document.documentElement.lang = shown.documentElement.lang;
    document.documentElement.dir = shown.documentElement.dir;
    document.body.replaceChildren(...shown.body.children);
    history.replaceState(null, "", href);
  };
  document.addEventListener("change", async (event) => {
    if (!event.target.matches("[data-languages]")) return;
    const query = new URLSearchParams(location.search);
    query.set("lang", event.target.value);
    await load(location.pathname + "?" + query);
    const select = document.querySelector("[data-languages]");
    if (select) select.focus();
  });
  document.addEventListener("click", async (event) => {
    const button = event.target.closest("button");
    if (!button) return;
    if ("print" in button.dataset) window.print();
    if (!("post" in button.dataset)) return;
    if (button.dataset.sure && !window.confirm(button.dataset.sure)) return;
    button.disabled = true;
    await fetch(button.dataset.post, { method: "POST" });
    await load(location.pathname + location.search);
  });

  // At most so many profiles stand side by side.
  document.addEventListener("change", (event) => {
    const form = event.target.name === "p" && event.target.closest("form[data-compare]");
    if (!form) return;
    const boxes = [...form.querySelectorAll("input[name=p]")];
    const full = boxes.filter((box) => box.checked).length >= Number(form.dataset.compare);
    for (const box of boxes) box.disabled = full && !box.checked;
  });
})();
