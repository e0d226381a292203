#!/usr/bin/env bash
# Makes the archives of this folder: bash make.sh. Needs gzip, pigz, bgzip (tabix), xz, pixz, zstd,
# bzip2, lz4, 7z.
set -euo pipefail
cd -P "$(dirname "${BASH_SOURCE[0]}")"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir -p "$work/in/folder/empty"
seq 1 30000 >"$work/in/folder/numbers.txt"
seq 1 3 >"$work/in/few.txt"
: >"$work/in/folder/nothing"
tar -C "$work/in" --sort=name --mtime=@1614834367 --owner=0 --group=0 --numeric-owner -cf "$work/a.tar" few.txt folder
head -c 100000 "$work/a.tar" >"$work/1"
tail -c +100001 "$work/a.tar" >"$work/2"
gzip -n -c "$work/a.tar" >gzip.tar.gz
pigz -n -i -b 128 -c "$work/a.tar" >pigz.tar.gz
bgzip -c "$work/a.tar" >bgzip.tar.gz
{ gzip -n -c "$work/1"; gzip -n -1 -c "$work/2"; } >several.tar.gz
gzip -n -c "$work/in/folder/numbers.txt" >numbers.txt.gz
xz -T1 -c "$work/a.tar" >xz.tar.xz
xz --block-size=64KiB -c "$work/a.tar" >blocks.tar.xz
xz --format=lzma -c "$work/a.tar" >lzma.tar.lzma
zstd -q -c "$work/a.tar" >zstd.tar.zst
bzip2 -c "$work/a.tar" >bzip2.tar.bz2
lz4 -q -c "$work/a.tar" >lz4.tar.lz4
cd "$work/in"
out=$OLDPWD/../sevenzip
rm -f "$out"/*.7z
7z a -bd -mx0 "$out/store.7z" . >/dev/null
7z a -bd -mx5 -ms=on "$out/solid.7z" . >/dev/null
7z a -bd -mx5 -ms=off -m0=LZMA -mhc=off "$out/lzma.7z" . >/dev/null
7z a -bd -mx5 -m0=BCJ -m1=LZMA2 "$out/bcj.7z" . >/dev/null
7z a -bd -mx1 -m0=BZip2 "$out/bzip2.7z" . >/dev/null
7z a -bd -mx1 -m0=PPMd "$out/ppmd.7z" . >/dev/null
7z a -bd -mx1 -psecret "$out/aes.7z" . >/dev/null
7z a -bd -mx1 -psecret -mhe=on "$out/aes-header.7z" . >/dev/null
