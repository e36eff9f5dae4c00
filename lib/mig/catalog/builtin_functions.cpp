#include "mig/catalog/builtin_functions.hpp"

#include <set>

namespace mig::catalog {
namespace {

// Of PostgreSQL 15's pg_catalog: what a script can call by name. Support functions of types,
// operators and access methods are left out.
constexpr std::string_view kNames =
    "abbrev abs aclcontains acldefault aclexplode aclinsert aclitemeq aclremove acos acosd acosh "
    "age amvalidate anyarray_send anycompatiblearray_send anytextcat area array_agg array_append "
    "array_cat array_dims array_fill array_length array_lower array_ndims array_position "
    "array_positions array_prepend array_remove array_replace array_to_json array_to_string "
    "array_to_tsvector array_upper ascii asin asind asinh atan atan2 atan2d atand atanh avg "
    "bit_and bit_count bit_length bit_or bool_and bool_or bound_box box bpchar "
    "brin_desummarize_range brin_summarize_new_values brin_summarize_range broadcast btrim "
    "cardinality cash_words cbrt ceil ceiling center char_length character_length chr cideq "
    "cidsend circle clock_timestamp close_ls close_lseg close_pb close_pl close_ps close_sb "
    "coalesce col_description concat concat_ws convert convert_from convert_to corr cos cosd "
    "cosh cot cotd count covar_pop covar_samp cume_dist current_database current_query "
    "current_schema current_schemas current_setting current_user currtid2 currval cursor_to_xml "
    "cursor_to_xmlschema database_to_xml database_to_xml_and_xmlschema database_to_xmlschema "
    "date date_bin date_cmp date_cmp_timestamp date_cmp_timestamptz date_eq date_eq_timestamp "
    "date_eq_timestamptz date_ge date_ge_timestamp date_ge_timestamptz date_gt date_gt_timestamp "
    "date_gt_timestamptz date_larger date_le date_le_timestamp date_le_timestamptz date_lt "
    "date_lt_timestamp date_lt_timestamptz date_mi date_mi_interval date_mii date_ne "
    "date_ne_timestamp date_ne_timestamptz date_part date_pl_interval date_pli date_send "
    "date_smaller date_trunc daterange daterange_canonical daterange_subdiff datetime_pl "
    "datetimetz_pl decode degrees dense_rank dexp diagonal diameter div dlog1 dlog10 dround "
    "dtrunc encode enum_first enum_last enum_range enum_send every exp extract factorial family "
    "first_value float4 float8 floor fmgr_c_validator fmgr_internal_validator fmgr_sql_validator "
    "format format_type gcd gen_random_uuid generate_series generate_subscripts get_bit get_byte "
    "get_current_ts_config getdatabaseencoding getpgusername gin_clean_pending_list greatest "
    "grouping has_any_column_privilege has_column_privilege has_database_privilege "
    "has_foreign_data_wrapper_privilege has_function_privilege has_language_privilege "
    "has_parameter_privilege has_schema_privilege has_sequence_privilege has_server_privilege "
    "has_table_privilege has_tablespace_privilege has_type_privilege hashtext height host "
    "hostmask in_range inet_client_addr inet_client_port inet_merge inet_server_addr "
    "inet_server_port initcap int2 int4 int4inc int4range int4range_canonical int4range_subdiff "
    "int8 int8_sum int8range int8range_canonical int8range_subdiff interval is_normalized "
    "isclosed isempty isfinite ishorizontal isopen isparallel isperp isvertical json_agg "
    "json_array_elements json_array_elements_text json_array_length json_build_array "
    "json_build_object json_each json_each_text json_object json_object_agg json_object_keys "
    "json_populate_record json_populate_recordset json_strip_nulls json_to_record "
    "json_to_recordset json_to_tsvector json_typeof jsonb_agg jsonb_array_elements "
    "jsonb_array_elements_text jsonb_array_length jsonb_build_array jsonb_build_object "
    "jsonb_concat jsonb_contains jsonb_delete jsonb_each jsonb_each_text jsonb_exists "
    "jsonb_insert jsonb_object jsonb_object_agg jsonb_object_field_text jsonb_object_keys "
    "jsonb_path_exists jsonb_path_exists_tz jsonb_path_match jsonb_path_match_tz "
    "jsonb_path_query jsonb_path_query_array jsonb_path_query_array_tz jsonb_path_query_first "
    "jsonb_path_query_first_tz jsonb_path_query_tz jsonb_populate_record "
    "jsonb_populate_recordset jsonb_pretty jsonb_set jsonb_set_lax jsonb_strip_nulls "
    "jsonb_to_record jsonb_to_recordset jsonb_to_tsvector jsonb_typeof jsonpath_send "
    "justify_days justify_hours justify_interval lag last_value lastval lcm lead least left "
    "length like like_escape ln lo_close lo_creat lo_create lo_export lo_from_bytea lo_get "
    "lo_import lo_lseek lo_lseek64 lo_open lo_put lo_tell lo_tell64 lo_truncate lo_truncate64 "
    "lo_unlink log log10 loread lower lower_inc lower_inf lowrite lpad ltrim macaddr8_set7bit "
    "make_date make_interval make_time make_timestamp make_timestamptz makeaclitem masklen max "
    "md5 min min_scale mod mode money mul_d_interval multirange mxid_age nameconcatoid netmask "
    "network nextval normalize notlike now npoints nth_value ntile nullif num_nonnulls num_nulls "
    "numeric numeric_div_trunc numeric_exp numeric_inc numeric_ln numeric_log numeric_sqrt "
    "numnode numrange numrange_subdiff obj_description octet_length oidvectortypes overlaps "
    "overlay parse_ident path pclose percent_rank percentile_cont percentile_disc "
    "pg_advisory_lock pg_advisory_lock_shared pg_advisory_unlock pg_advisory_unlock_all "
    "pg_advisory_unlock_shared pg_advisory_xact_lock pg_advisory_xact_lock_shared "
    "pg_available_extension_versions pg_available_extensions pg_backend_pid pg_backup_start "
    "pg_backup_stop pg_blocking_pids pg_cancel_backend pg_char_to_encoding pg_client_encoding "
    "pg_collation_actual_version pg_collation_for pg_collation_is_visible pg_column_compression "
    "pg_column_is_updatable pg_column_size pg_conf_load_time pg_config pg_control_checkpoint "
    "pg_control_init pg_control_recovery pg_control_system pg_conversion_is_visible "
    "pg_copy_logical_replication_slot pg_copy_physical_replication_slot "
    "pg_create_logical_replication_slot pg_create_physical_replication_slot "
    "pg_create_restore_point pg_current_logfile pg_current_snapshot pg_current_wal_flush_lsn "
    "pg_current_wal_insert_lsn pg_current_wal_lsn pg_current_xact_id "
    "pg_current_xact_id_if_assigned pg_cursor pg_database_collation_actual_version "
    "pg_database_size pg_describe_object pg_drop_replication_slot pg_encoding_max_length "
    "pg_encoding_to_char pg_event_trigger_ddl_commands pg_event_trigger_dropped_objects "
    "pg_event_trigger_table_rewrite_oid pg_event_trigger_table_rewrite_reason pg_export_snapshot "
    "pg_extension_config_dump pg_extension_update_paths pg_filenode_relation "
    "pg_function_is_visible pg_get_backend_memory_contexts pg_get_catalog_foreign_keys "
    "pg_get_constraintdef pg_get_expr pg_get_function_arg_default pg_get_function_arguments "
    "pg_get_function_identity_arguments pg_get_function_result pg_get_function_sqlbody "
    "pg_get_functiondef pg_get_indexdef pg_get_keywords pg_get_multixact_members "
    "pg_get_object_address pg_get_partition_constraintdef pg_get_partkeydef "
    "pg_get_publication_tables pg_get_replica_identity_index pg_get_replication_slots "
    "pg_get_ruledef pg_get_serial_sequence pg_get_shmem_allocations pg_get_statisticsobjdef "
    "pg_get_statisticsobjdef_columns pg_get_statisticsobjdef_expressions pg_get_triggerdef "
    "pg_get_userbyid pg_get_viewdef pg_get_wal_replay_pause_state pg_get_wal_resource_managers "
    "pg_has_role pg_hba_file_rules pg_ident_file_mappings pg_identify_object "
    "pg_identify_object_as_address pg_import_system_collations pg_index_column_has_property "
    "pg_index_has_property pg_indexam_has_property pg_indexam_progress_phasename pg_indexes_size "
    "pg_is_in_recovery pg_is_other_temp_schema pg_is_wal_replay_paused "
    "pg_isolation_test_session_is_blocked pg_jit_available pg_last_committed_xact "
    "pg_last_wal_receive_lsn pg_last_wal_replay_lsn pg_last_xact_replay_timestamp "
    "pg_listening_channels pg_lock_status pg_log_backend_memory_contexts pg_logical_emit_message "
    "pg_logical_slot_get_binary_changes pg_logical_slot_get_changes "
    "pg_logical_slot_peek_binary_changes pg_logical_slot_peek_changes pg_ls_archive_statusdir "
    "pg_ls_dir pg_ls_logdir pg_ls_logicalmapdir pg_ls_logicalsnapdir pg_ls_replslotdir "
    "pg_ls_tmpdir pg_ls_waldir pg_mcv_list_items pg_my_temp_schema pg_nextoid "
    "pg_notification_queue_usage pg_notify pg_opclass_is_visible pg_operator_is_visible "
    "pg_opfamily_is_visible pg_options_to_table pg_partition_ancestors pg_partition_root "
    "pg_partition_tree pg_postmaster_start_time pg_prepared_statement pg_prepared_xact "
    "pg_promote pg_read_binary_file pg_read_file pg_read_file_old pg_relation_filenode "
    "pg_relation_filepath pg_relation_is_publishable pg_relation_is_updatable pg_relation_size "
    "pg_reload_conf pg_rotate_logfile pg_rotate_logfile_old pg_safe_snapshot_blocking_pids "
    "pg_sequence_last_value pg_sequence_parameters pg_settings_get_flags "
    "pg_show_all_file_settings pg_show_all_settings pg_show_replication_origin_status "
    "pg_size_bytes pg_size_pretty pg_sleep pg_sleep_for pg_sleep_until pg_snapshot_xip "
    "pg_snapshot_xmax pg_snapshot_xmin pg_stat_clear_snapshot pg_stat_file "
    "pg_stat_force_next_flush pg_stat_have_stats pg_stat_reset pg_stat_reset_replication_slot "
    "pg_stat_reset_shared pg_stat_reset_single_function_counters "
    "pg_stat_reset_single_table_counters pg_stat_reset_slru pg_stat_reset_subscription_stats "
    "pg_statistics_obj_is_visible pg_stop_making_pinned_objects pg_switch_wal "
    "pg_table_is_visible pg_table_size pg_tablespace_databases pg_tablespace_location "
    "pg_tablespace_size pg_terminate_backend pg_timezone_abbrevs pg_timezone_names "
    "pg_total_relation_size pg_trigger_depth pg_try_advisory_lock pg_try_advisory_lock_shared "
    "pg_try_advisory_xact_lock pg_try_advisory_xact_lock_shared pg_ts_config_is_visible "
    "pg_ts_dict_is_visible pg_ts_parser_is_visible pg_ts_template_is_visible pg_type_is_visible "
    "pg_typeof pg_visible_in_snapshot pg_wal_lsn_diff pg_wal_replay_pause pg_wal_replay_resume "
    "pg_walfile_name pg_walfile_name_offset pg_xact_commit_timestamp "
    "pg_xact_commit_timestamp_origin pg_xact_status phraseto_tsquery pi plainto_tsquery point "
    "polygon popen position postgresql_fdw_validator pow power pt_contained_circle "
    "pt_contained_poly query_to_xml query_to_xml_and_xmlschema query_to_xmlschema querytree "
    "quote_ident quote_literal quote_nullable radians radius random range_merge rank regclass "
    "regclasssend regcollationsend regconfigsend regdictionarysend regexp_count regexp_instr "
    "regexp_like regexp_match regexp_matches regexp_replace regexp_split_to_array "
    "regexp_split_to_table regexp_substr regnamespacesend regoperatorsend regopersend "
    "regproceduresend regprocsend regr_avgx regr_avgy regr_count regr_intercept regr_r2 "
    "regr_slope regr_sxx regr_sxy regr_syy regrolesend regtypesend repeat replace reverse right "
    "round row_number row_security_active row_to_json rpad rtrim satisfies_hash_partition scale "
    "schema_to_xml schema_to_xml_and_xmlschema schema_to_xmlschema session_user set_bit set_byte "
    "set_config set_masklen setseed setval setweight sha224 sha256 sha384 sha512 "
    "shobj_description sign similar_escape similar_to_escape sin sind sinh slope split_part sqrt "
    "statement_timestamp stddev stddev_pop stddev_samp string_agg string_to_array "
    "string_to_table strip strpos substr substring sum table_to_xml table_to_xml_and_xmlschema "
    "table_to_xmlschema tan tand tanh text text_ge text_gt text_larger text_le text_lt "
    "text_pattern_ge text_pattern_gt text_pattern_le text_pattern_lt text_smaller textanycat "
    "textcat texteq texteqname textgename textgtname texticlike texticnlike texticregexeq "
    "texticregexne textlen textlename textlike textltname textne textnename textnlike "
    "textregexeq textregexne textsend time timeofday timestamp timestamptz timezone to_ascii "
    "to_char to_date to_hex to_json to_jsonb to_number to_regclass to_regcollation "
    "to_regnamespace to_regoper to_regoperator to_regproc to_regprocedure to_regrole to_regtype "
    "to_timestamp to_tsquery to_tsvector transaction_timestamp translate trim_array trim_scale "
    "trunc ts_debug ts_delete ts_filter ts_headline ts_lexize ts_parse ts_rank ts_rank_cd "
    "ts_rewrite ts_stat ts_token_type tsmultirange tsq_mcontained tsq_mcontains tsquery_phrase "
    "tsrange tsrange_subdiff tstzmultirange tstzrange tstzrange_subdiff tsvector_to_array "
    "txid_current txid_current_if_assigned txid_current_snapshot txid_snapshot_send "
    "txid_snapshot_xip txid_snapshot_xmax txid_snapshot_xmin txid_status "
    "txid_visible_in_snapshot unistr unknownsend unnest upper upper_inc upper_inf var_pop "
    "var_samp varchar varcharsend varchartypmodin variance version void_send "
    "websearch_to_tsquery width width_bucket xml xml_is_well_formed xml_is_well_formed_content "
    "xml_is_well_formed_document xml_send xmlagg xmlcomment xmlconcat2 xmlexists xmlvalidate "
    "xpath xpath_exists ";

std::set<std::string_view> words(std::string_view text) {
  std::set<std::string_view> found;
  while (!text.empty()) {
    const auto end = text.find(' ');
    found.insert(text.substr(0, end));
    text.remove_prefix(end + 1);
  }
  return found;
}

// Extensions whose functions only compute.
constexpr std::string_view kExtensionNames =
    "uuid_generate_v1 uuid_generate_v1mc uuid_generate_v3 uuid_generate_v4 uuid_generate_v5 "
    "uuid_nil "
    "uuid_ns_dns uuid_ns_url crypt gen_salt digest hmac encrypt decrypt encrypt_iv decrypt_iv "
    "gen_random_bytes pgp_sym_encrypt pgp_sym_decrypt pgp_pub_encrypt pgp_pub_decrypt armor "
    "dearmor "
    "similarity word_similarity strict_word_similarity show_trgm unaccent hstore akeys avals skeys "
    "svals each hstore_to_json hstore_to_jsonb nlevel subpath subltree lca text2ltree ltree2text "
    "levenshtein levenshtein_less_equal soundex difference daitch_mokotoff metaphone dmetaphone "
    "dmetaphone_alt text_soundex uuid_ns_oid uuid_ns_x500 pgp_sym_encrypt_bytea "
    "pgp_sym_decrypt_bytea pgp_pub_encrypt_bytea pgp_pub_decrypt_bytea pgp_key_id "
    "pgp_armor_headers show_limit word_similarity_op strict_word_similarity_op similarity_op "
    "similarity_dist word_similarity_dist_op strict_word_similarity_dist_op unaccent_init "
    "unaccent_lexize hs_concat hstore_to_array hstore_to_matrix hstore_to_json_loose "
    "hstore_to_jsonb_loose slice isexists isdefined defined exist exists_any exists_all tconvert "
    "populate_record citext regexp_matches index ltree_addltree ltree_addtext cash_dist date_dist "
    "int2_dist int4_dist int8_dist float4_dist float8_dist interval_dist oid_dist time_dist "
    "ts_dist tstz_dist box2d box3d geometrytype find_srid postgis_version postgis_full_version "
    "postgis_lib_version postgis_typmod_type postgis_typmod_srid postgis_typmod_dims ";

}  // namespace

bool is_builtin_function(std::string_view name) {
  static const auto names = words(kNames);
  return names.count(name) != 0;
}

bool is_pure_extension_function(std::string_view name) {
  static const auto names = words(kExtensionNames);
  // PostGIS: those that write tables are not called so, but for the topology's.
  const bool writes = name.starts_with("st_createtopogeo") || name.starts_with("st_addiso") ||
                      name.starts_with("st_addedge") || name.starts_with("st_newedge") ||
                      name.starts_with("st_modedge") || name.starts_with("st_moveiso") ||
                      name.starts_with("st_remedge") || name.starts_with("st_remiso") ||
                      name.starts_with("st_remove") || name.starts_with("st_changeedge") ||
                      name.starts_with("st_inittopogeo");
  return names.count(name) != 0 || (name.starts_with("st_") && !writes);
}

bool is_acting_builtin(std::string_view name) {
  static const std::set<std::string_view> names{"lo_create",
                                                "lo_creat",
                                                "lo_unlink",
                                                "lo_put",
                                                "lo_from_bytea",
                                                "lowrite",
                                                "lo_open",
                                                "lo_truncate",
                                                "lo_truncate64",
                                                "query_to_xml",
                                                "query_to_xmlschema",
                                                "query_to_xml_and_xmlschema",
                                                "cursor_to_xml",
                                                "pg_terminate_backend",
                                                "pg_cancel_backend",
                                                "pg_reload_conf",
                                                "pg_rotate_logfile",
                                                "pg_switch_wal",
                                                "pg_create_restore_point",
                                                "pg_promote",
                                                "pg_import_system_collations",
                                                "pg_drop_replication_slot",
                                                "pg_create_logical_replication_slot",
                                                "pg_create_physical_replication_slot",
                                                "pg_logical_emit_message",
                                                "ts_stat",
                                                "ts_rewrite",
                                                "brin_summarize_new_values",
                                                "gin_clean_pending_list",
                                                "pg_extension_config_dump",
                                                "pg_nextoid",
                                                "pg_stat_reset"};
  return names.count(name) != 0;
}

bool reads_server_files(std::string_view name) {
  return name.starts_with("pg_read_") || name.starts_with("pg_ls_") || name == "pg_stat_file" ||
         name == "lo_import" || name == "lo_export" || name == "pg_current_logfile" ||
         name == "pg_file_write";
}

}  // namespace mig::catalog
