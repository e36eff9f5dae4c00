#include "mig/secrets/place/find_places.hpp"

#include <algorithm>
#include <array>
#include <vector>

#include "mig/secrets/place/forms.hpp"
#include "mig/secrets/place/labels.hpp"

namespace mig::secrets {
namespace {

bool add(std::string_view text, const std::optional<Geometry>& geometry, std::string_view subject,
         Detections& found) {
  return geometry && add_geometry(text, *geometry, subject, found);
}

void look_at_type(std::string_view text, Hit hit, Detections& found) {
  const Word word = word_around(text, hit.begin);
  if (add(text, read_wkt(text, word), "geometry as well-known text", found)) return;
  if (add(text, read_call(text, word), "geometry of a call", found)) return;
  if (hit.end == word.end) add(text, read_pair_key(text, word), "pair of coordinates", found);
}

void look_at_ordinates(std::string_view text, Hit hit, Detections& found) {
  const Word word = word_around(text, hit.begin);
  add(text, read_ordinates(text, word.end), "geometry of a call", found);
}

void look_at_wkb(std::string_view text, Hit hit, Detections& found) {
  add(text, read_hex_wkb(text, hit.begin), "geometry as well-known binary", found);
}

void look_at_coordinates(std::string_view text, Hit hit, Detections& found) {
  const Word word = word_around(text, hit.begin);
  add(text, read_coordinates(text, word.end), "list of coordinates", found);
}

void look_at_latitude(std::string_view text, Hit hit, Detections& found) {
  Word word = word_around(text, hit.begin);
  const bool is_part = hit.begin == 0 || !is_letter(text[hit.begin - 1]) ||
                       (text[hit.begin] == 'L' && text[hit.begin - 1] >= 'a') ||
                       text[hit.begin - 1] == 'm' || word.is("geolat") || word.is("gpslat");
  if (!is_part || (word.begin > 0 && text[word.begin - 1] == '+')) return;  // +lat_1= of PROJ
  word.begin = hit.begin;
  add(text, read_latitude_key(text, word), "pair of latitude and longitude", found);
}

void look_at_pair(std::string_view text, Hit hit, Detections& found) {
  const Word word = word_around(text, hit.begin);
  if (word.ends_with("coordinates")) return;  // a literal of its own
  add(text, read_pair_key(text, word), "pair of coordinates", found);
}

void look_at_degree(std::string_view text, Hit hit, Detections& found) {
  add(text, read_degrees(text, hit.begin), "degrees, minutes and seconds", found);
}

void look_at_url(std::string_view text, Hit hit, Detections& found) {
  add(text, read_map_url(text, hit.end - 1), "address of a map", found);
}

void look_at_plane(std::string_view text, Hit hit, Detections& found) {
  add(text, read_plane(text, hit.begin), "easting and northing", found);
}

using Handler = void (*)(std::string_view, Hit, Detections&);

struct Entry {
  std::string_view literal;
  Handler handler;
};

constexpr std::array kEntries = {
    Entry{"point", look_at_type},
    Entry{"linestring", look_at_type},
    Entry{"polygon", look_at_type},
    Entry{"geometrycollection", look_at_type},
    Entry{"circularstring", look_at_type},
    Entry{"compoundcurve", look_at_type},
    Entry{"multicurve", look_at_type},
    Entry{"multisurface", look_at_type},
    Entry{"polyhedralsurface", look_at_type},
    Entry{"triangle", look_at_type},
    Entry{"box2d", look_at_type},
    Entry{"box3d", look_at_type},
    Entry{"envelope", look_at_type},
    Entry{"buildmbr", look_at_type},
    Entry{"ll_to_earth", look_at_type},
    Entry{"ordinate_array", look_at_ordinates},
    Entry{"coordinates", look_at_coordinates},
    Entry{"gml:pos", look_at_coordinates},
    Entry{"georss:", look_at_coordinates},
    Entry{"latitude", look_at_latitude},
    Entry{"lat\"", look_at_latitude},
    Entry{"lat'", look_at_latitude},
    Entry{"lat`", look_at_latitude},
    Entry{"lat\\", look_at_latitude},
    Entry{"lat:", look_at_latitude},
    Entry{"lat=", look_at_latitude},
    Entry{"lat =", look_at_latitude},
    Entry{"lat >", look_at_latitude},
    Entry{"lat>", look_at_latitude},
    Entry{"late7", look_at_latitude},
    Entry{"lat_", look_at_latitude},
    Entry{"lat between", look_at_latitude},
    Entry{"location", look_at_pair},
    Entry{"latlng", look_at_pair},
    Entry{"latlon", look_at_pair},
    Entry{"lat_lng", look_at_pair},
    Entry{"lat_lon", look_at_pair},
    Entry{"lnglat", look_at_pair},
    Entry{"lonlat", look_at_pair},
    Entry{"lng_lat", look_at_pair},
    Entry{"lon_lat", look_at_pair},
    Entry{"coord", look_at_pair},
    Entry{"gps", look_at_pair},
    Entry{"centroid", look_at_pair},
    Entry{"center", look_at_pair},
    Entry{"centre", look_at_pair},
    Entry{"position", look_at_pair},
    Entry{"geom", look_at_pair},
    Entry{"geo\"", look_at_pair},
    Entry{"geo'", look_at_pair},
    Entry{"geo=", look_at_pair},
    Entry{"geo:", look_at_url},
    Entry{"maps/", look_at_url},
    Entry{"maps.", look_at_url},
    Entry{"maps?", look_at_url},
    Entry{"map=", look_at_url},
    Entry{"mapbox", look_at_url},
    Entry{"waze.com", look_at_url},
    Entry{"&deg;", look_at_degree},
    Entry{"&#176;", look_at_degree},
    Entry{"\\u00b0", look_at_degree},
    Entry{" deg", look_at_degree},
    Entry{"easting", look_at_plane},
    Entry{"utm", look_at_plane},
    Entry{"///", look_at_three_words},
    Entry{"ffff", look_at_cell},
    Entry{"h3_", look_at_label},
    Entry{"h3'", look_at_label},
    Entry{"h3\"", look_at_label},
    Entry{"h3:", look_at_label},
    Entry{"h3=", look_at_label},
    Entry{"h3 ", look_at_label},
    Entry{"mgrs", look_at_label},
    Entry{"usng", look_at_label},
    Entry{"grid ref", look_at_label},
    Entry{"gridref", look_at_label},
    Entry{"grid_ref", look_at_label},
    Entry{"os grid", look_at_label},
    Entry{"os_grid", look_at_label},
    Entry{"geohash", look_at_label},
    Entry{"geo_hash", look_at_label},
    Entry{"plus_code", look_at_label},
    Entry{"plus code", look_at_label},
    Entry{"pluscode", look_at_label},
    Entry{"what3words", look_at_label},
    Entry{"w3w", look_at_label},
    Entry{"maidenhead", look_at_label},
    Entry{"s2_cell", look_at_label},
    Entry{"s2cell", look_at_label},
    Entry{"s2_token", look_at_label},
    Entry{"s2_id", look_at_label},
};

// The signs of a degree are two bytes; with the byte behind they are rare enough to be literals.
constexpr auto kSigns = std::to_array<std::string_view>({"\xc2\xb0", "\xc2\xba", "\xcb\x9a"});
constexpr std::string_view kBehindSigns = "0123456789 nsewo,\")'\\|\n\r\t;<]-\xc2/";

bool is_sign(std::string_view literal) {
  return literal.size() == 3 && (literal[0] == '\xc2' || literal[0] == '\xcb');
}

const std::vector<std::string>& sign_literals() {
  static const std::vector<std::string> literals = [] {
    std::vector<std::string> made;
    for (std::string_view sign : kSigns)
      for (char behind : kBehindSigns) made.push_back(std::string(sign) + behind);
    return made;
  }();
  return literals;
}

Handler handler_of(std::string_view literal) {
  const char first = folded(literal.front());
  if (is_sign(literal)) return look_at_degree;
  if (first == '0') return look_at_wkb;
  for (const Entry& entry : kEntries)
    if (entry.literal.size() == literal.size() && entry.literal.front() == first &&
        stands_at(literal, 0, entry.literal))
      return entry.handler;
  return nullptr;
}

}  // namespace

std::span<const std::string_view> place_literals() {
  static const std::vector<std::string_view> literals = [] {
    std::vector<std::string_view> all;
    for (const Entry& entry : kEntries) all.push_back(entry.literal);
    for (std::string_view literal : wkb_literals()) all.push_back(literal);
    for (const std::string& literal : sign_literals()) all.push_back(literal);
    return all;
  }();
  return literals;
}

void find_place(const Text& text, Hit hit, Detections& found) {
  if (hit.begin >= hit.end || hit.end > text.bytes.size()) return;
  const char first = text.bytes[hit.begin];
  // Runs of one byte hold the same literal at every place: the first is enough.
  const bool may_run = folded(first) == 'f' || first == '/';
  if (may_run && hit.begin > 0 && text.bytes[hit.begin - 1] == first) return;
  if (is_covered(found, hit.begin)) return;
  if (const Handler handler = handler_of(text.bytes.substr(hit.begin, hit.end - hit.begin)))
    handler(text.bytes, hit, found);
}

}  // namespace mig::secrets
