// Gives the document the language and direction that the header carries, and leads a citation mark to its source.
(() => {
  const locate = () => {
    const locale = document.getElementById("locale");
    const root = document.documentElement;
    if (!locale || root.lang === locale.dataset.lang && root.dir === locale.dataset.dir) return;
    root.lang = locale.dataset.lang;
    root.dir = locale.dataset.dir;
    document.title = locale.dataset.title;
  };
  new MutationObserver(locate).observe(document.documentElement, { childList: true, subtree: true, attributes: true, attributeFilter: ["data-lang"] });

  document.addEventListener("click", (event) => {
    const mark = event.target.closest && event.target.closest("a.mark, #chat a");
    if (!mark) return;
    event.preventDefault();
    const card = document.getElementById((mark.getAttribute("href") || "").split("#")[1] || "-");
    if (!card) return;
    for (let part = card.parentElement; part; part = part.parentElement) if (part.tagName === "DETAILS") part.open = true;
    document.querySelectorAll(".card.shown").forEach((other) => other.classList.remove("shown"));
    card.classList.add("shown");
    card.scrollIntoView({ behavior: "smooth", block: "center" });
    card.focus({ preventScroll: true });
  }, true);
})();
