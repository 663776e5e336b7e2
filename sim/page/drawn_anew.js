// Where answers come quickly on a busy machine, the library that draws the page now and then loses a
// place it draws into, and would stand still from then on. All that was chosen stands in the
// address, so the page is opened anew; not again within ten seconds, should that not help.
(() => {
  const LOST = /reading 'insertBefore'/;
  const AGAIN = 10000;
  const key = "drawn-anew";
  const look = (what) => {
    if (!(what instanceof Error) || !LOST.test(what.message)) return;
    const now = Date.now();
    if (now - Number(sessionStorage.getItem(key)) < AGAIN) return;
    sessionStorage.setItem(key, String(now));
    window.location.reload();
  };
  const said = console.error;
  console.error = (...what) => {
    said(...what);
    what.forEach(look);
  };
  window.addEventListener("error", (event) => look(event.error));
  window.addEventListener("unhandledrejection", (event) => look(event.reason));
})();
