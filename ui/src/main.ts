// The beginning of the screen: the one place that joins it to the real backend.

import { mount } from 'svelte';

import App from './App.svelte';
import { tauriBackend } from './lib/backend/tauri';
import './styles/fonts.css';
import './styles/tokens.css';
import './styles/base.css';

const target = document.getElementById('app');
if (target) mount(App, { target, props: { backend: tauriBackend() } });
