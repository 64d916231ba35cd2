// Gives the document the language and direction of the header, keeps the newest question in sight, makes the labels of
// the conversation readable aloud, and leads a citation mark to its source.
(() => {
  const root = document.documentElement;

  const locate = () => {
    const locale = document.getElementById("locale");
    if (!locale) return;
    const { lang, dir, title } = locale.dataset;
    if (root.lang !== lang) root.lang = lang;
    if (root.dir !== dir) root.dir = dir;
    if (document.title !== title) document.title = title;
  };

  // Gradio fixes left-to-right on its blocks and reads the markup of a message aloud as its label.
  const mend = () => {
    document.querySelectorAll(".gradio-container [dir='ltr']:not(bdi):not(.said):not([lang])").forEach((part) => part.removeAttribute("dir"));
    document.querySelectorAll("#chat [data-testid][aria-label]").forEach((part) => part.removeAttribute("aria-label"));
    const log = document.querySelector("#chat [role='log']"), locale = document.getElementById("locale");
    if (log && locale && log.ariaLabel !== locale.dataset.conversation) log.ariaLabel = locale.dataset.conversation;
  };

  // The newest question stays at the top until the visitor scrolls; Gradio alone would jump to the end of the answer.
  let asked = 0, own = false;
  const follow = () => {
    const wrap = document.querySelector("#chat .bubble-wrap");
    const rows = document.querySelectorAll("#chat .user-row");
    if (!wrap) return;
    if (rows.length !== asked) { asked = rows.length; own = false; }
    if (!rows.length || own) return;
    const off = rows[rows.length - 1].getBoundingClientRect().top - wrap.getBoundingClientRect().top - 8;
    if (Math.abs(off) > 1) wrap.scrollTop += off;
  };
  for (const kind of ["wheel", "touchmove", "pointerdown", "keydown"])
    document.addEventListener(kind, (event) => { if (event.target.closest && event.target.closest("#chat")) own = true; }, { passive: true });
  document.addEventListener("scroll", (event) => { if (event.target.closest && event.target.closest("#chat")) follow(); }, true);

  let waiting = false;
  new MutationObserver(() => {
    if (waiting) return;
    waiting = true;
    requestAnimationFrame(() => { waiting = false; locate(); mend(); follow(); });
  }).observe(root, { childList: true, subtree: true, characterData: true, attributes: true, attributeFilter: ["data-lang", "aria-label"] });

  document.addEventListener("click", (event) => {
    const link = event.target.closest && event.target.closest("#chat a, #panel a");
    if (!link) return;
    event.preventDefault();
    const card = document.getElementById((link.getAttribute("href") || "").split("#")[1] || "-");
    if (!card) return;
    for (let part = card.parentElement; part; part = part.parentElement) if (part.tagName === "DETAILS") part.open = true;
    document.querySelectorAll(".card.shown").forEach((other) => other.classList.remove("shown"));
    card.classList.add("shown");
    card.scrollIntoView({ behavior: "smooth", block: "center" });
    card.focus({ preventScroll: true });
  }, true);
})();
