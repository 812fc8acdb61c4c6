import { OpenPanel } from '@openpanel/web';

window.OpenPanel = OpenPanel;
