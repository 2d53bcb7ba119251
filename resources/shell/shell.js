// The buttons of the page that says that the station is down. The calls are the preload's; the main process checks who makes them.
document.getElementById('start')?.addEventListener('click', () => window.kavachDesktop.startStation());
document.getElementById('quit')?.addEventListener('click', () => window.kavachDesktop.quit());
