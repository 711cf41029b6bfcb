/** The symbols of app/ui/icons.svg. */
export const iconNames = ["open","half","check","done","cross","refuse","slash","clock","expired","sent","draft","eye","back","alert","lock","download","print","mail","phone","plus","search","menu","next","prev","info","flag","clip","reply","up","down","level","urgent","bell","calendar"] as const;
export type IconName = (typeof iconNames)[number];
