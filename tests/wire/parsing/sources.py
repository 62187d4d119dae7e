"""Invented sources in every format that is read: the papers, people and places in them do not exist."""

RSS = """<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:media="http://search.yahoo.com/mrss/" xmlns:atom="http://www.w3.org/2005/Atom">
<channel>
  <title>The Amber Post</title><link>https://amber.test/</link><language>en</language>
  <copyright>The Amber Post</copyright>
  <atom:link rel="self" href="https://amber.test/feed"/>
  <item>
    <title>Ferry &amp;amp; crew sail again</title>
    <link>https://amber.test/2015/ferry</link>
    <guid isPermaLink="false">amber-17</guid>
    <pubDate>Tue, 02 Jun 2015 14:05:00 +0400</pubDate>
    <dc:creator>By Ida Brand and Juno Vale</dc:creator>
    <category>Harbour</category>
    <description>After two years of repairs.</description>
    <content:encoded><![CDATA[<p>The ferry of <b>Port Amber</b>
 sails again.</p><script>alert(1)</script><p>It was late.</p>]]></content:encoded>
    <media:content url="/ferry.jpg" medium="image"><media:description>The ferry</media:description>
      <media:credit>Juno Vale</media:credit></media:content>
    <source url="https://lirania.test/feed">The Lirania Herald</source>
  </item>
  <item><title>No address and no id</title></item>
  <item><guid>amber-18</guid><title>Undated</title><pubDate>soon</pubDate></item>
</channel></rss>"""

ATOM = """<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="az">
  <title>Kəhrəba</title><id>urn:amber:feed</id><updated>2015-06-03T00:00:00Z</updated>
  <link rel="self" href="https://kehreba.test/atom"/><link rel="next" href="/atom?page=2"/>
  <rights>CC BY 4.0</rights>
  <entry>
    <title type="html">Bərə &lt;em&gt;yenidən&lt;/em&gt; yola düşdü</title>
    <id>urn:amber:1</id>
    <link href="/bere"/><link rel="via" href="https://lirania.test/original"/>
    <published>2015-06-02T14:05:00+04:00</published><updated>2015-06-03T09:00:00+04:00</updated>
    <author><name>Aytən Kəhrəba</name><email>ayten@kehreba.test</email></author>
    <summary>İki il təmirdən sonra.</summary>
    <content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>Bərə yola düşdü.</p></div></content>
    <source><id>urn:lirania</id><title>Lirania Herald</title><link href="https://lirania.test/"/></source>
  </entry>
</feed>"""

RDF = """<?xml version="1.0"?>
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
 xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel rdf:about="https://old.test/"><title>Old Amber</title><link>https://old.test/</link></channel>
<item rdf:about="https://old.test/1"><title>Ferry</title><link>https://old.test/1</link><dc:date>2015-06</dc:date></item>
</rdf:RDF>"""

JSON_FEED = """{"version": "https://jsonfeed.org/version/1.1", "title": "Amber", "language": "tr",
 "home_page_url": "https://amber.test/", "feed_url": "https://amber.test/feed.json", "next_url": "/feed.json?page=2",
 "items": [
  {"id": "1", "url": "/vapur", "external_url": "https://lirania.test/x", "title": "Vapur yeniden yolda",
   "content_html": "<p>Vapur yola çıktı.</p>", "summary": "İki yıl sonra", "image": "/vapur.jpg",
   "date_published": "2015-06-02T14:05:00+03:00", "date_modified": "2015-06-02T14:05:00+03:00",
   "authors": [{"name": "Deniz Kehribar"}], "tags": ["liman"],
   "_original": {"outlet": "Lirania Herald"}},
  {"title": "nothing to know it by"}, 7]}"""

SITEMAP = """<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"
 xmlns:image="http://www.google.com/schemas/sitemap-image/1.1">
 <url><loc>https://amber.test/ferry</loc><lastmod>2015-06-03</lastmod>
  <news:news><news:publication><news:name>The Amber Post</news:name><news:language>en</news:language></news:publication>
   <news:publication_date>2015-06-02T14:05+04:00</news:publication_date><news:title>Ferry sails</news:title>
   <news:keywords>ferry, harbour</news:keywords></news:news>
  <image:image><image:loc>https://amber.test/ferry.jpg</image:loc><image:caption>The ferry</image:caption></image:image>
 </url>
 <url><lastmod>2015</lastmod></url>
</urlset>"""

SITEMAP_INDEX = """<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
 <sitemap><loc>https://amber.test/2015.xml.gz</loc><lastmod>2015-06</lastmod></sitemap></sitemapindex>"""

NEWSML = """<?xml version="1.0" encoding="UTF-8"?>
<newsMessage xmlns="http://iptc.org/std/nar/2006-10-01/"><header><sent>2015-06-02T12:00:00Z</sent></header><itemSet>
<newsItem guid="urn:newsml:amber.test:20150602:ferry"
   version="3" standard="NewsML-G2" standardversion="2.28" xml:lang="en">
 <hopHistory>
  <hop seq="2" timestamp="2015-06-02T13:00:00Z"><party qcode="comp:AMBER"><name>Amber Agency</name></party></hop>
  <hop seq="1" timestamp="2015-06-02T12:00:00Z">
   <party uri="https://lirania.test/"><name>Lirania Herald</name></party></hop>
 </hopHistory>
 <rightsInfo><copyrightNotice>© Lirania Herald</copyrightNotice><usageTerms>Not in Lirania</usageTerms></rightsInfo>
 <itemMeta><itemClass qcode="ninat:text"/><provider qcode="nprov:AMBER"><name>Amber Agency</name></provider>
  <versionCreated>2015-06-02T16:00:00+04:00</versionCreated><firstCreated>2015-06-02T14:05:00+04:00</firstCreated>
  <embargoed>2015-06-03T00:00:00Z</embargoed><pubStatus qcode="stat:withheld"/><edNote>Call first</edNote></itemMeta>
 <contentMeta><urgency>2</urgency><located><name>Port Amber</name></located><language tag="en"/>
  <subject type="cpnat:person" qcode="p:1"/>
  <subject qcode="medtop:1"><name xml:lang="de">Hafen</name><name xml:lang="en">harbour</name></subject>
  <headline>Ferry sails again</headline></contentMeta>
 <assert qcode="p:1"><name>Ida Brand</name></assert>
 <contentSet><inlineXML contenttype="application/nitf+xml"><nitf xmlns="http://iptc.org/std/NITF/2006-10-18/"><body>
  <body.head><byline>By <person>Juno Vale</person>, <byttl>Reporter</byttl></byline>
   <dateline><location>PORT AMBER</location>, <story.date norm="20150602">June 2</story.date></dateline></body.head>
  <body.content><p>The ferry &lt;sails&gt; <em>again</em>.</p><hl2>After two years</hl2><ul><li>late</li></ul>
   <media media-type="image"><media-reference source="https://amber.test/f.jpg"/><media-producer>Vale</media-producer>
    <media-caption>The ferry</media-caption></media></body.content></body></nitf></inlineXML></contentSet>
</newsItem>
<newsItem guid="urn:newsml:amber.test:photo" version="1"><itemMeta><itemClass qcode="ninat:picture"/>
  <pubStatus qcode="stat:canceled"/></itemMeta><contentMeta><creditline>Vale/Amber</creditline>
  <description role="drol:caption">The ferry at dawn</description></contentMeta>
 <contentSet><remoteContent href="https://amber.test/small.jpg" contenttype="image/jpeg" width="100"/>
  <remoteContent href="https://amber.test/large.jpg" contenttype="image/jpeg" width="2000"/></contentSet></newsItem>
<packageItem guid="urn:newsml:amber.test:package" version="1"><itemMeta><pubStatus qcode="stat:usable"/></itemMeta>
 <groupSet root="g"><group id="g"><itemRef residref="urn:newsml:amber.test:20150602:ferry"/>
  <itemRef residref="urn:newsml:amber.test:photo"><title>The ferry</title></itemRef>
  <itemRef residref="urn:elsewhere"><itemClass qcode="ninat:text"/><title>The mill</title></itemRef></group></groupSet>
</packageItem>
<conceptItem guid="urn:concept"/>
</itemSet></newsMessage>"""

NINJS_1 = """{"uri": "urn:amber:1", "type": "text", "versioncreated": "2015-06-02T14:05:00+04:00", "version": "2",
 "pubstatus": "canceled", "headline": "Ferry sails again", "byline": "Ida Brand", "language": "en", "urgency": 3,
 "body_xhtml": "<p>The ferry sails.</p><p>It was late.</p>", "body_text": "The ferry sails. It was late.",
 "description_text": "After two years", "usageterms": "Not in Lirania", "located": "Port Amber", "ednote": "Call first",
 "embargoed": "2015-06-03T00:00:00Z", "person": [{"name": "Ida Brand", "rel": "about", "scheme": "s:", "code": "1"}],
 "infosource": [{"name": "Lirania Herald"}], "altids": {"own": "A-1"},
 "associations": {"main": {"uri": "urn:amber:p", "type": "picture", "byline": "Juno Vale",
   "description_text": "The ferry",
   "renditions": {"small": {"href": "https://amber.test/s.jpg", "width": 100},
                  "large": {"href": "https://amber.test/l.jpg", "width": 900}}},
  "side": {"uri": "urn:amber:2", "type": "text", "headline": "The crew"}}}"""

NINJS_3 = """{"uri": "urn:amber:1", "type": "text", "versionCreated": "2015-06-02T14:05:00+04:00", "version": "2",
 "pubStatus": "canceled",
 "headlines": [{"role": "short", "value": "Ferry"}, {"role": "main", "value": "Ferry sails again"}],
 "by": "Ida Brand", "language": "en", "urgency": 3,
 "bodies": [{"role": "main", "contentType": "text/plain", "value": "The ferry sails. It was late."},
            {"role": "main", "contentType": "application/xhtml+xml",
             "value": "<p>The ferry sails.</p><p>It was late.</p>"}],
 "descriptions": [{"value": "After two years"}], "usageTerms": "Not in Lirania", "located": "Port Amber",
 "edNote": "Call first", "embargoedUntil": "2015-06-03T00:00:00Z",
 "people": [{"name": "Ida Brand", "rel": "about", "uri": "s:1"}], "infoSources": [{"name": "Lirania Herald"}],
 "altIds": [{"role": "own", "value": "A-1"}],
 "associations": [{"name": "main", "uri": "urn:amber:p", "type": "picture", "by": "Juno Vale",
   "descriptions": [{"value": "The ferry"}],
   "renditions": [{"name": "small", "href": "https://amber.test/s.jpg", "width": 100},
                  {"name": "large", "href": "https://amber.test/l.jpg", "width": 900}]},
  {"name": "side", "uri": "urn:amber:2", "type": "text", "headlines": [{"value": "The crew"}]}]}"""

ALL = {
    "rss": RSS,
    "atom": ATOM,
    "rdf": RDF,
    "json-feed": JSON_FEED,
    "sitemap": SITEMAP,
    "sitemap-index": SITEMAP_INDEX,
    "newsml-g2": NEWSML,
    "ninjs": NINJS_3,
}
