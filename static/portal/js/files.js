// A file field speaks the page's language: browsers draw their own button in theirs. The field itself lies on top,
// unseen, so that keyboard, screen reader and dropping a file work as ever; without this file it is as the browser has it.

const nameFiles = (field) => {
  const names = [...field.files].map((file) => file.name).join(", ");
  field.parentElement.querySelector("[data-file-names]").textContent = names || field.dataset.none;
};

const giveFace = (field) => {
  const face = Object.assign(document.createElement("div"), { className: "file-face" });
  const button = Object.assign(document.createElement("span"), { className: "btn btn-secondary", textContent: field.dataset.choose });
  const names = document.createElement("span");
  names.dataset.fileNames = "";
  for (const part of [button, names]) part.setAttribute("aria-hidden", "true");
  field.replaceWith(face);
  face.append(button, names, field);
  nameFiles(field);
};

for (const field of document.querySelectorAll("input[type=file][data-choose]")) giveFace(field);
document.addEventListener("change", (event) => {
  if (event.target.matches("input[type=file][data-choose]")) nameFiles(event.target);
});
addEventListener("pageshow", () => document.querySelectorAll(".file-face input").forEach(nameFiles));
