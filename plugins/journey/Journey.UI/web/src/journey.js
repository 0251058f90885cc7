import { JourneyView } from "./view/journey-view.js";

if (!customElements.get("journey-view")) customElements.define("journey-view", JourneyView);
