// Gives the document the language and direction of the header, keeps the newest question in sight, leads a citation mark to
// its source, and asks for consent. Everything that it puts into the page comes from this server, which makes it inert.
(() => {
  const root = document.documentElement;
  const part = (selector) => document.querySelector(selector);

  const locate = () => {
    const locale = part("#locale");
    if (!locale) return;
    const { lang, dir, title } = locale.dataset;
    if (document.title !== title) document.title = title;
    if (root.dir !== dir) root.dir = dir;
    const first = !root.dataset.located;
    root.dataset.located = "yes";
    if (root.lang === lang) return;
    if (!first) address((query) => query.set("lang", lang));
    root.lang = lang;
  };

  const address = (change) => {
    const query = new URLSearchParams(location.search);
    change(query);
    const text = query.toString();
    history.replaceState(null, "", location.pathname + (text ? "?" + text : "") + location.hash);
  };

  // Gradio fixes left-to-right on its blocks; the language of the page decides.
  const mend = () => {
    document.querySelectorAll(".gradio-container [dir='ltr']:not(bdi):not(.said):not([lang])").forEach((block) => block.removeAttribute("dir"));
  };

  // The newest question stays at the top until the visitor scrolls, so nothing jumps while the answer arrives.
  let asked = 0, own = false;
  const follow = () => {
    const log = part("#chat .log"), turns = document.querySelectorAll("#chat .turn");
    if (!log) return;
    if (turns.length !== asked) { asked = turns.length; own = false; }
    if (!turns.length || own) return;
    const off = turns[turns.length - 1].getBoundingClientRect().top - log.getBoundingClientRect().top - 8;
    if (off > 1) log.scrollTop += off;
  };
  for (const kind of ["wheel", "touchmove", "pointerdown", "keydown"])
    document.addEventListener(kind, (event) => { if (event.target.closest && event.target.closest("#chat")) own = true; }, { passive: true });

  // A kept conversation has an address, so that reloading the page shows it again.
  const named = () => {
    const log = part("#chat .log");
    if (!log || part(".thinking")) return;
    const shown = part("#chat .turn") && root.dataset.kept ? log.dataset.conversation : null;
    if (new URLSearchParams(location.search).get("c") === shown) return;
    address((query) => (shown ? query.set("c", shown) : query.delete("c")));
  };

  const keep = () => {
    if (!part("#locale")) return;
    const log = part("#chat .log");
    if (log && log.dataset.kept === "yes") root.dataset.kept = "yes";
    named();
  };

  // While an answer is made it can be stopped; what would cross it waits.
  const busy = () => {
    const on = Boolean(part("#chat .log[aria-busy='true']"));
    if (root.hasAttribute("data-busy") === on) return;
    root.toggleAttribute("data-busy", on);
    for (const name of ["#language", "#clear"]) if (part(name)) part(name).inert = on;
  };

  let waiting = false;
  new MutationObserver(() => {
    if (waiting) return;
    waiting = true;
    requestAnimationFrame(() => { waiting = false; locate(); mend(); busy(); follow(); reopen(); keep(); });
  }).observe(root, { childList: true, subtree: true, characterData: true, attributes: true, attributeFilter: ["data-lang", "aria-busy"] });

  // --- sources ---
  let opener = null;
  const viewer = () => part("#viewer .html-container > div") || part("#viewer div");
  const open = async (href) => {
    const target = new URL(href, location.origin);
    if (target.origin !== location.origin || target.pathname !== "/source" || !viewer()) return;
    target.searchParams.set("lang", root.lang);
    const answer = await fetch(target.pathname + target.search + "&piece=1");
    const back = document.createElement("p");
    back.className = "back";
    const button = document.createElement("button");
    button.type = "button";
    button.className = "tool";
    button.textContent = part("#locale").dataset.back;
    button.addEventListener("click", close);
    back.append(button);
    const shown = new DOMParser().parseFromString(await answer.text(), "text/html");
    viewer().replaceChildren(back, ...shown.body.children);
    part("#sources").classList.add("viewing");
    history.replaceState(null, "", location.pathname + location.search + "#source" + target.search);
    const cited = part("#viewer #quote") || part("#viewer #cited");
    if (cited) cited.scrollIntoView({ block: "center" });
    button.focus({ preventScroll: true });
  };
  const close = () => {
    part("#sources").classList.remove("viewing");
    viewer().replaceChildren();
    history.replaceState(null, "", location.pathname + location.search);
    if (opener && opener.isConnected) opener.focus();
  };
  let reopened = false;
  const reopen = () => {
    if (reopened || !part("#locale") || !viewer()) return;
    reopened = true;
    if (location.hash.startsWith("#source?")) open("/source" + location.hash.slice(7));
  };
  document.addEventListener("keydown", (event) => { if (event.key === "Escape" && part("#sources.viewing")) close(); });

  document.addEventListener("click", (event) => {
    const link = event.target.closest && event.target.closest("#chat a, #panel a, #header .places a");
    if (!link) return;
    const href = link.getAttribute("href") || "";
    if (link.closest(".places")) {
      const lost = part("#chat .turn") && !root.dataset.kept;
      if (lost && link.pathname !== "/") { event.preventDefault(); window.open(href, "_blank", "noopener"); }
      return;
    }
    if (!href.startsWith("#") && !("open" in link.dataset)) return;
    event.preventDefault();
    opener = link;
    if ("open" in link.dataset) { open(href); return; }
    const card = document.getElementById(href.slice(1));
    if (!card) return;
    for (let outer = card.parentElement; outer; outer = outer.parentElement) if (outer.tagName === "DETAILS") outer.open = true;
    document.querySelectorAll(".card.shown").forEach((other) => other.classList.remove("shown"));
    card.classList.add("shown");
    const source = card.querySelector("a[data-open]");
    if (source) open(source.getAttribute("href"));
  }, true);

  // --- consent ---
  document.addEventListener("click", async (event) => {
    const button = event.target.closest && event.target.closest("[data-consent]");
    if (!button) return;
    if (button.dataset.consent === "yes") {
      const answer = await fetch("/me/consent", { method: "POST" });
      if (answer.ok) { root.dataset.kept = "yes"; named(); }
    }
    const notice = button.closest(".consent");
    if (notice) notice.hidden = true;
    const box = part("#question textarea");
    if (box) box.focus();
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
