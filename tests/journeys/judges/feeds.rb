# Judges Atom and RSS files with the validating parser of Ruby's own "rss" library: prints a line for each fault.
# Elements of other vocabularies are taken out first: both formats allow them, and the parser knows only a few.
require "rexml/document"
require "rss"

KNOWN = [
  "", "http://www.w3.org/2005/Atom", "http://purl.org/dc/elements/1.1/", "http://purl.org/rss/1.0/modules/content/",
]

def without_strangers(element)
  element.elements.to_a.each { |each| KNOWN.include?(each.namespace) ? without_strangers(each) : each.remove }
end

ARGV.each do |path|
  document = REXML::Document.new(File.read(path, encoding: "UTF-8"))
  without_strangers(document.root)
  # An atom:link inside RSS is an extension too, and the one that every validator recommends.
  if document.root.name == "rss"
    document.root.elements.to_a(".//*").each { |each| each.remove if each.namespace == "http://www.w3.org/2005/Atom" }
  end
  feed = RSS::Parser.parse(document.to_s, true, false)
  expected = document.root.name == "rss" ? RSS::Rss : RSS::Atom::Feed
  puts "#{path}: read as #{feed.class}" unless feed.is_a?(expected)
  puts "#{path}: no entries" if feed.items.empty? && document.to_s.match?(/<(item|entry)[ >]/)
rescue RSS::Error, REXML::ParseException => error
  puts "#{path}: #{error.class}: #{error.message}"
end
