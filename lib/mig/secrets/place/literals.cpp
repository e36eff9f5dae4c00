#include "mig/secrets/place/literals.hpp"

#include <algorithm>
#include <array>

#include "mig/secrets/character.hpp"
#include "mig/secrets/place/forms.hpp"
#include "mig/secrets/place/labels.hpp"

namespace mig::secrets {
namespace {

bool add(std::string_view text, const std::optional<Geometry>& geometry, std::string_view subject,
         Detections& found) {
  return geometry && add_geometry(text, *geometry, subject, found);
}

void look_at_type(std::string_view text, Hit hit, Detections& found) {
  std::size_t begin = hit.begin;  // ::box
  while (!is_letter(text[begin]) && begin + 1 < hit.end) ++begin;
  const Word word = word_around(text, begin);
  if (add(text, read_wkt(text, word), "geometry as well-known text", found)) return;
  if (add(text, read_call(text, word), "geometry of a call", found)) return;
  if (add(text, read_shape_literal(text, word), "geometry of a literal", found)) return;
  if (hit.end == word.end) add(text, read_pair_key(text, word), "pair of coordinates", found);
}

void look_at_ordinates(std::string_view text, Hit hit, Detections& found) {
  const Word word = word_around(text, hit.begin);
  add(text, read_ordinates(text, word.end), "geometry of a call", found);
}

void look_at_coordinates(std::string_view text, Hit hit, Detections& found) {
  const bool is_prefix = text[hit.end - 1] == ':';
  std::size_t end = word_around(text, is_prefix ? hit.end : hit.end - 1).end;
  const bool is_latitude_first = text[hit.begin] != 'c' && text[hit.begin] != 'C';
  // Attributes of an element: <gml:posList srsDimension="2">.
  constexpr std::size_t kAttributes = 160;
  if (at_or_nul(text, end) == ' ') {
    const auto close = text.substr(end, kAttributes).find_first_of("<>\n");
    if (close != std::string_view::npos && text[end + close] == '>') end += close;
  }
  const bool is_pair = hit.begin > 0 && text[hit.begin - 1] == ':';  // gx:coord
  add(text,
      read_coordinates(
          text, end,
          is_latitude_first && !is_pair ? AxisOrder::latitude_first : AxisOrder::longitude_first),
      "list of coordinates", found);
}

void look_at_latitude(std::string_view text, Hit hit, Detections& found) {
  Word word = word_around(text, hit.begin);
  const bool is_part = hit.begin == 0 || !is_letter(text[hit.begin - 1]) ||
                       (text[hit.begin] == 'L' && text[hit.begin - 1] >= 'a') ||
                       (text[hit.begin] == 'L' && at_or_nul(text, hit.begin + 1) == 'a') ||
                       text[hit.begin - 1] == 'm' || word.is("geolat") || word.is("gpslat");
  if (!is_part || (word.begin > 0 && text[word.begin - 1] == '+')) return;  // +lat_1= of PROJ
  // Degrees, minutes and seconds in keys of their own belong to rows.
  const std::string_view rest = text.substr(hit.end, word.end > hit.end ? word.end - hit.end : 0);
  if (stands_at(rest, 0, "deg") || stands_at(rest, 0, "min") || stands_at(rest, 0, "sec")) return;
  word.begin = hit.begin;
  add(text, read_latitude_key(text, word), "pair of latitude and longitude", found);
}

void look_at_pair(std::string_view text, Hit hit, Detections& found) {
  const Word word = word_around(text, hit.begin);
  if (word.ends_with("coordinates")) return;  // a literal of its own
  if (add(text, read_call(text, word), "geometry of a call", found)) return;
  add(text, read_pair_key(text, word), "pair of coordinates", found);
}

void look_at_url(std::string_view text, Hit hit, Detections& found) {
  add(text, read_map_url(text, hit.end - 1), "address of a map", found);
}

void look_at_plane(std::string_view text, Hit hit, Detections& found) {
  add(text, read_plane(text, hit.begin), "easting and northing", found);
}

void look_at_url_pair(std::string_view text, Hit hit, Detections& found) {
  add(text, read_url_pair(text, hit.end), "address of a map", found);
}

// .../@38.41,-98.76,17z: the literal holds the first byte of the number.
void look_at_view(std::string_view text, Hit hit, Detections& found) {
  add(text, read_url_pair(text, hit.end - 1), "address of a map", found);
}

void look_at_system(std::string_view text, Hit hit, Detections& found) {
  add(text, read_before_system(text, hit.begin), "pair with its reference system", found);
}

void look_at_alias(std::string_view text, Hit hit, Detections& found) {
  add(text, read_aliases(text, hit.begin), "pair of latitude and longitude", found);
}

void look_at_list(std::string_view text, Hit hit, Detections& found) {
  const Word word = word_around(text, hit.begin + 1);
  add(text, read_list_key(text, std::max<std::size_t>(word.end, hit.end)), "list of coordinates",
      found);
}

void look_at_command(std::string_view text, Hit hit, Detections& found) {
  add(text, read_geo_command(text, word_around(text, hit.begin).end), "member of a geographic set",
      found);
}

void look_at_server_binary(std::string_view text, Hit hit, Detections& found) {
  add(text, read_server_binary(text, hit.begin), "geometry as binary", found);
}

void look_at_base64(std::string_view text, Hit hit, Detections& found) {
  add(text, read_base64_wkb(text, hit.begin), "geometry as well-known binary in base64", found);
}

void look_at_sentence(std::string_view text, Hit hit, Detections& found) {
  add(text, read_sentence(text, hit.end - 1), "sentence of a GPS receiver", found);
}

constexpr std::array kWords = {
#include "mig/secrets/place/words.inc"
};

}  // namespace

void look_at_degree(std::string_view text, Hit hit, Detections& found) {
  add(text, read_degrees(text, hit.begin), "degrees, minutes and seconds", found);
}

void look_at_wkb(std::string_view text, Hit hit, Detections& found) {
  add(text, read_hex_wkb(text, hit.begin), "geometry as well-known binary", found);
}

std::span<const PlaceLiteral> place_words() {
  return kWords;
}

}  // namespace mig::secrets
