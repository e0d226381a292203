"""A libtorrent peer driven by lines: commands on stdin, one JSON object per line on stdout.

    add TORRENT FOLDER seed|leech    a .torrent file (its path may hold no blanks) or a magnet link
    peer HOST PORT                   connects every torrent to a peer
    limit BYTES_PER_SECOND           of the whole session's upload, 0 for none
    slots COUNT                      peers that are served at the same time, -1 for all; libtorrent's default is 8
    settings JSON                    any of libtorrent's settings, for instance {"enable_dht": true}
    stats                            answers with the counters of the session and each torrent
It ends when stdin ends, so it never outlives whoever started it. TCP only, no discovery but trackers and peers, unless the settings say otherwise.
"""
import json
import select
import sys

import libtorrent as lt


def say(**fields):
    print(json.dumps(fields), flush=True)


def session(host, port):
    return lt.session({
        "listen_interfaces": f"{host}:{port}",
        "enable_dht": False, "enable_lsd": False, "enable_upnp": False, "enable_natpmp": False,
        "enable_incoming_utp": False, "enable_outgoing_utp": False,
        "allow_multiple_connections_per_ip": True,
        "alert_mask": lt.alert.category_t.status_notification | lt.alert.category_t.error_notification,
    })


def add(ses, source, folder, role):
    if source.startswith("magnet:"):
        params = lt.parse_magnet_uri(source)
    else:
        params = lt.add_torrent_params()
        params.ti = lt.torrent_info(source)
    params.save_path = folder
    params.flags &= ~(lt.torrent_flags.auto_managed | lt.torrent_flags.paused)
    if role == "seed":
        params.flags |= lt.torrent_flags.seed_mode
    return ses.add_torrent(params)


def stats(handles):
    torrents = []
    for handle in handles:
        s = handle.status()
        torrents.append({
            "name": s.name, "infoHash": str(s.info_hashes.v1), "progress": s.progress, "seeding": s.is_seeding,
            "peers": s.num_peers, "payloadUp": s.total_payload_upload, "payloadDown": s.total_payload_download,
            "hashFailedBytes": s.total_failed_bytes, "error": s.errc.message() if s.errc.value() else "",
        })
    say(event="stats", payloadUp=sum(t["payloadUp"] for t in torrents), torrents=torrents)


def obey(ses, handles, words):
    command = words[0]
    if command == "add":
        source, rest = words[1], words[2:]
        handles.append(add(ses, source, " ".join(rest[:-1]), rest[-1]))
        say(event="added", source=source)
    elif command == "peer":
        for handle in handles:
            handle.connect_peer((words[1], int(words[2])))
        say(event="peer")
    elif command == "limit":
        limit(ses, int(words[1]))
        say(event="limit")
    elif command == "slots":
        ses.apply_settings({"unchoke_slots_limit": int(words[1])})
        say(event="slots")
    elif command == "settings":
        ses.apply_settings(json.loads(" ".join(words[1:])))
        say(event="settings")
    elif command == "stats":
        stats(handles)
    else:
        say(event="unknown", command=command)


def limit(ses, rate):
    # Peers of one's own network are exempt from limits by default: put every address into the limited class.
    classes = lt.ip_filter()
    classes.add_rule("0.0.0.0", "255.255.255.255", 1 << lt.session.global_peer_class_id)
    ses.set_peer_class_filter(classes)
    ses.apply_settings({"upload_rate_limit": rate})


def tell(alert):
    if isinstance(alert, lt.torrent_finished_alert):
        say(event="finished", name=alert.handle.status().name)
    elif isinstance(alert, lt.listen_failed_alert):
        say(event="error", message=alert.message())
        sys.exit(1)
    elif isinstance(alert, (lt.torrent_error_alert, lt.file_error_alert, lt.tracker_error_alert)):
        say(event="warning", message=alert.message())


def main(host, port):
    ses = session(host, port)
    handles = []
    say(event="listening", host=host, port=ses.listen_port())
    pending = b""
    while True:
        for alert in ses.pop_alerts():
            tell(alert)
        if not select.select([0], [], [], 0.1)[0]:
            continue
        chunk = sys.stdin.buffer.raw.read(65536)
        if not chunk:
            return
        *lines, pending = (pending + chunk).split(b"\n")
        for line in lines:
            obey(ses, handles, line.decode().split(" "))


main(sys.argv[1], int(sys.argv[2]))
