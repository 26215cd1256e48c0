const button = document.querySelector("button");
button.onclick = () => document.querySelector("consultation-chat").open("ecology", button);
