document.querySelector("button").onclick = () => document.querySelector("consultation-chat").open("ecology");
