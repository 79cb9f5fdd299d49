/* Before the page is shown, so that it does not flash: the reader's choice of dark or light. */
try { const chosen = localStorage.getItem("reportgen-theme"); if (chosen) document.documentElement.dataset.theme = chosen } catch { /* storage may be forbidden */ }
document.documentElement.classList.add("scripted");
