/** What is true of the whole site while this page is open. */
export const site = $state({
  simulated: false,
  /** The build that made this page; '' where the server did not say. */
  version: '',
  newerVersion: false,
  /** A link by which errors are reported, mailto: or a page; '' where whoever runs the hub gave none. */
  contact: '',
});
