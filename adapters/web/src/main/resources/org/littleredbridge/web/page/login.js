const form = document.getElementById("login");
const field = document.getElementById("password");
const problem = document.getElementById("problem");

form.addEventListener("submit", async (event) => {
  event.preventDefault();
  const button = form.querySelector("button");
  button.disabled = true;
  problem.hidden = true;
  const sentence = await logIn(field.value);
  button.disabled = false;
  if (sentence === null) {
    location.replace("/");
    return;
  }
  problem.textContent = sentence;
  problem.hidden = false;
  field.select();
});

async function logIn(password) {
  try {
    const answer = await fetch("/login", {
      method: "POST",
      headers: { "Content-Type": "application/json", "Accept-Language": "en" },
      body: JSON.stringify({ password }),
    });
    return answer.ok ? null : (await answer.json()).error;
  } catch {
    return "The bridge cannot be reached. Check that it runs, then try again.";
  }
}
