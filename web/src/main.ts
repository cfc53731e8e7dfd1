import './styles/tokens.css';
import './styles/base.css';
import './styles/print.css';
import { mount } from 'svelte';
import { loadCountries } from './api/countries';
import App from './App.svelte';
import { loadFonts } from './fonts';
import { lang, useTexts } from './i18n/t';
import { listen } from './router.svelte';
import { theme } from './theme.svelte';

theme.apply();
document.documentElement.lang = lang;
const texts = lang === 'fr' ? import('./i18n/fr.json') : import('./i18n/en.json');
const [dictionary] = await Promise.all([texts, loadCountries()]);
useTexts(dictionary.default);
listen();
mount(App, { target: document.getElementById('app')! });
loadFonts();
