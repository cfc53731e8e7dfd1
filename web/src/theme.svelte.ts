const KEY = 'theme';

/** The chosen theme: 'auto' follows the system. Kept in this browser only. */
class Theme {
  current = $state(localStorage.getItem(KEY) ?? 'auto');

  set(choice: string): void {
    this.current = choice;
    if (choice === 'auto') localStorage.removeItem(KEY);
    else localStorage.setItem(KEY, choice);
    this.apply();
  }

  apply(): void {
    if (this.current === 'light' || this.current === 'dark') document.documentElement.dataset.theme = this.current;
    else delete document.documentElement.dataset.theme;
  }
}

export const theme = new Theme();
