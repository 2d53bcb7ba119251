// The pages at the station's addresses while Vite serves them: the control room at /, the staff phone at /phone and at the QR's /join.
const controlRoom = '/control-room/index.html';
const staffPhone = '/staff-phone/index.html';

export const stationAddresses = {
  name: 'station-addresses',
  configureServer(server) {
    // Before Vite's own: /join with a code, or with one that is sent, is the station's.
    server.middlewares.use((request, _response, next) => {
      request.url = pageAt(request) ?? request.url;
      next();
    });
  },
  transformIndexHtml: {
    order: 'pre',
    // A page names what lies beside it, and is asked for at another address.
    handler: (html, { path }) => html.replaceAll(/(src|href)="\.\//g, `$1="${path.slice(0, path.lastIndexOf('/'))}/`),
  },
};

function pageAt({ method, url }) {
  const { pathname, searchParams } = new URL(url, 'http://station');
  if (method !== 'GET') return null;
  if (pathname === '/') return controlRoom;
  if (pathname === '/phone' || pathname === '/phone/') return staffPhone;
  return pathname === '/join' && !searchParams.has('code') ? staffPhone : null;
}
