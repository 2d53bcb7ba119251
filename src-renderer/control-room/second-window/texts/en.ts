/** The words of the second window, in English; the other languages are typed by them. */
export const secondWindowEn = {
  open: (view: string) => `On another screen: ${view}`,
  views: { map: 'Map', wall: 'Camera wall', alarms: 'Alarms' },
  view: 'What this window shows',
  fullScreen: 'Full screen',
  blocked: 'The browser stopped the second window. Allow windows of this station in the address bar, then try again.',
};
