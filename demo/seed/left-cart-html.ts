/** Tables and inline styles: what mail programs understand. Values are escaped where the message is rendered. */
export const leftCartHtml = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light">
<title>You left something behind</title>
</head>
<body style="margin:0;padding:0;background:#f7f3ea;color:#1d2b27;font-family:Georgia,serif">
<div style="display:none;max-height:0;overflow:hidden">{{ trigger.properties.name }} is still in your cart.</div>
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0">
<tr>
<td align="center" style="padding:32px 16px">
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0" style="max-width:520px;background:#fffdf8;border-radius:16px">
<tr>
<td style="padding:24px 32px;background:#1f4a40;border-radius:16px 16px 0 0;color:#f7f3ea;font-size:20px;font-weight:bold">Fernweh</td>
</tr>
<tr>
<td style="padding:32px;font-size:16px;line-height:1.6">
<h1 style="margin:0 0 16px;font-size:26px;line-height:1.2">You left something behind</h1>
<p style="margin:0 0 16px">Hello {{ traits.firstName | default: "there" }},</p>
<p style="margin:0 0 24px">your cart kept this for you:</p>
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0" style="margin:0 0 24px;border-top:1px solid #dcd5c5;border-bottom:1px solid #dcd5c5">
<tr>
<td style="padding:16px 0;font-weight:bold">{{ trigger.properties.name }}</td>
<td align="right" style="padding:16px 0;white-space:nowrap">€{{ trigger.properties.price }}</td>
</tr>
</table>
<p style="margin:0 0 8px"><a href="http://shop.localhost:8787/cart" style="display:inline-block;padding:14px 28px;background:#b1431c;border-radius:32px;color:#fffdf8;font-weight:bold;text-decoration:none">Back to your cart</a></p>
</td>
</tr>
<tr>
<td style="padding:0 32px 32px;color:#5c6862;font-size:13px;line-height:1.5">Changed your mind? Then leave it there; it takes up no room.</td>
</tr>
</table>
</td>
</tr>
</table>
</body>
</html>
`;
