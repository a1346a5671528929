// An old address leads on with what was asked behind it: a part of the page, a provider. Without scripts it leads to the page.
{
  const { search, hash } = location;
  location.replace(Object.assign(new URL(document.currentScript.dataset.to, location.href), { search, hash }));
}
